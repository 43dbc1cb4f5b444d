"""The database itself refuses to change or remove an access review that is signed, and its lines."""

from django.db import migrations

MAKE = """
create function people_signed_review_stays() returns trigger language plpgsql as $$
begin
  if old.signed_at is not null then
    raise exception 'A signed access review is never changed' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger signed_review_stays before update or delete on people_accessreview
  for each row execute function people_signed_review_stays();

create function people_signed_line_stays() returns trigger language plpgsql as $$
declare
  the_review bigint;
begin
  the_review := case when tg_op = 'INSERT' then new.review_id else old.review_id end;
  if exists (select 1 from people_accessreview where id = the_review and signed_at is not null) then
    raise exception 'A signed access review is never changed' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger signed_line_stays before insert or update or delete on people_reviewline
  for each row execute function people_signed_line_stays();
"""
UNDO = """
drop trigger signed_line_stays on people_reviewline;
drop function people_signed_line_stays();
drop trigger signed_review_stays on people_accessreview;
drop function people_signed_review_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_invitations_and_reviews")]

    operations = [migrations.RunSQL(MAKE, UNDO)]
