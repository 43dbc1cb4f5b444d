"""The database itself refuses to change or remove a week of looks that is signed, and its lines."""

from django.db import migrations

MAKE = """
create function trail_signed_week_stays() returns trigger language plpgsql as $$
begin
  if old.signed_at is not null then
    raise exception 'A signed week is never changed' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger signed_week_stays before update or delete on trail_week
  for each row execute function trail_signed_week_stays();

create function trail_signed_line_stays() returns trigger language plpgsql as $$
begin
  if exists (select 1 from trail_week where id = coalesce(old.week_id, new.week_id) and signed_at is not null) then
    raise exception 'A signed week is never changed' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger signed_line_stays before insert or update or delete on trail_weekline
  for each row execute function trail_signed_line_stays();
"""
UNDO = """
drop trigger signed_line_stays on trail_weekline;
drop function trail_signed_line_stays();
drop trigger signed_week_stays on trail_week;
drop function trail_signed_week_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_weeks_of_looks")]

    operations = [migrations.RunSQL(MAKE, UNDO)]
