"""Events are sealed by the database at commit, in chains; nothing in the trail can be changed or taken away."""

from django.db import migrations

# The chain is worked out from the event itself, so that no caller can put it elsewhere.
CHAIN = """
    case
        when e.case_ref <> '' then 'case:' || e.case_ref
        when e.actor_kind = 'person' then 'user:' || coalesce(nullif(e.actor_ref, ''), '#' || e.actor_id)
        when e.actor_kind = 'system' then 'system:' || (get_byte(sha256(convert_to(e.purpose, 'UTF8')), 0) & 15)
        else 'anon:' || (get_byte(sha256(convert_to(coalesce(host(e.ip), '') || e.session_ref, 'UTF8')), 0) & 15)
    end
"""

# Every column of the event, in a form that no setting of the server changes: instants in microseconds.
CANONICAL = """
    json_build_array(
        1, e.id, (extract(epoch from e.at) * 1000000)::bigint, e.tx, e.sort, e.kind,
        e.actor_kind, e.actor_id, e.actor_ref, e.hat_ref, e.hat_role, e.hat_agency_ref, e.hat_agency, e.purpose,
        e.object_kind, e.object_ref, e.case_ref, e.child_ref, e.detail::text, e.reason,
        e.request_id, host(e.ip), e.session_ref
    )::text
"""

HASH = """
create function audit_hash(prev text, chain text, seq bigint, canonical text) returns text
language sql immutable strict parallel safe
return encode(sha256(convert_to(prev || chr(10) || chain || chr(10) || seq || chr(10) || canonical, 'UTF8')), 'hex');
"""

# All unsealed events of one transaction. Chains are taken in one order by everybody, and each is locked from here
# to the end of the commit only.
SEAL_MANY = """
create function audit_seal_many(its_tx bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    one record;
    here text := null;
    place bigint;
    before text;
    last text;
begin
    for one in
        select e.id, ([chain]) collate "C" as chain, [canonical] as canonical
        from public.audit_auditevent e
        where e.tx = its_tx and not exists (select from public.audit_auditseal s where s.event_id = e.id)
        order by 2, 1
    loop
        if here is distinct from one.chain then
            if here is not null then
                update public.audit_audithead h set seq = place, prev = before, hash = last, tx = its_tx
                where h.chain = here;
            end if;
            here := one.chain;
            insert into public.audit_audithead (chain, seq, prev, hash, tx) values (here, 0, '', '', its_tx)
            on conflict do nothing;
            select h.seq, h.hash into place, last
            from public.audit_audithead h where h.chain = here for no key update;
        end if;
        place := place + 1;
        before := last;
        last := public.audit_hash(before, here, place, one.canonical);
        insert into public.audit_auditseal (event_id, chain, seq, prev, hash, canonical)
        values (one.id, here, place, before, last, one.canonical);
    end loop;
    update public.audit_audithead h set seq = place, prev = before, hash = last, tx = its_tx where h.chain = here;
end
$$;
revoke all on function audit_seal_many(bigint) from public;
""".replace("[chain]", CHAIN).replace("[canonical]", CANONICAL)

# Mostly a transaction has one event, and its chain is known: one statement seals it.
SEAL = """
create function audit_seal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    e public.audit_auditevent := new;
    here text;
    words text;
    this_tx bigint := pg_current_xact_id()::text::bigint;
begin
    if new.tx <> this_tx then
        raise exception 'An audit event names another transaction' using errcode = 'integrity_constraint_violation';
    end if;
    if exists (select from public.audit_auditevent o where o.tx = this_tx and o.id <> new.id) then
        if not exists (select from public.audit_auditseal s where s.event_id = new.id) then
            perform public.audit_seal_many(this_tx);
        end if;
        return null;
    end if;
    here := [chain];
    words := [canonical];
    with h as (
        update public.audit_audithead set
            seq = seq + 1, prev = hash, hash = public.audit_hash(hash, chain, seq + 1, words), tx = this_tx
        where chain = here returning seq, prev, hash
    )
    insert into public.audit_auditseal (event_id, chain, seq, prev, hash, canonical)
    select new.id, here, h.seq, h.prev, h.hash, words from h;
    if not found then
        perform public.audit_seal_many(this_tx);
    end if;
    return null;
end
$$;
revoke all on function audit_seal() from public;
create constraint trigger audit_seal_at_commit after insert on audit_auditevent
    deferrable initially deferred for each row execute function audit_seal();
""".replace("[chain]", CHAIN).replace("[canonical]", CANONICAL)

APPEND_ONLY = """
create function audit_append_only() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'The audit trail is append-only' using errcode = 'insufficient_privilege';
end
$$;
"""

GUARDED = {
    "audit_auditevent": "update or delete or truncate",
    "audit_auditseal": "update or delete or truncate",
    "audit_audithead": "delete or truncate",  # the sealing moves it on
    "audit_auditanchor": "update or delete or truncate",
    "audit_auditcheck": "update or delete or truncate",
}


def guard(table: str, what: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger audit_append_only before {what} on {table} "
        "for each statement execute function audit_append_only()",
        f"drop trigger audit_append_only on {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_sealed_trail")]

    operations = [
        migrations.RunSQL(HASH, "drop function audit_hash(text, text, bigint, text)"),
        migrations.RunSQL(SEAL_MANY, "drop function audit_seal_many(bigint)"),
        migrations.RunSQL(SEAL, "drop trigger audit_seal_at_commit on audit_auditevent; drop function audit_seal()"),
        migrations.RunSQL(APPEND_ONLY, "drop function audit_append_only()"),
        migrations.RunSQL(
            # a head moves with every commit: room on its page spares the index
            "alter table audit_audithead set (fillfactor = 50)",
            "alter table audit_audithead reset (fillfactor)",
        ),
        *(guard(table, what) for table, what in GUARDED.items()),
    ]
