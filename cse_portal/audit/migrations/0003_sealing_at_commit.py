"""Events are sealed by the database at commit, in chains; nothing in the trail can be changed or taken away."""

from django.db import migrations

# The chain is worked out from the event itself, so that no caller can put it elsewhere.
CHAIN = """
    case
        when e.case_ref <> '' then 'case:' || e.case_ref
        when e.actor_kind = 'person' then 'user:' || coalesce(nullif(e.actor_ref, ''), '#' || e.actor_id)
        when e.actor_kind = 'system' then 'system:' || (get_byte(sha256(convert_to(e.purpose, 'UTF8')), 0) & 15)
        else 'anon:' || (get_byte(sha256(convert_to(coalesce(host(e.ip), '') || e.session_ref, 'UTF8')), 0) & 15)
    end collate "C"
"""

# Chains are taken in one order by everybody, and each is locked from here to the end of the commit only.
SEAL_TRANSACTION = """
create function audit_seal_transaction(its_tx bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    one record;
    here text := null;
    place bigint;
    before text;
    text_ text;
    hash_ text;
begin
    for one in
        select [chain] as chain, e.*
        from public.audit_auditevent e
        where e.tx = its_tx and not exists (select from public.audit_auditseal s where s.event_id = e.id)
        order by 1, e.id
    loop
        if here is distinct from one.chain then
            if here is not null then
                update public.audit_audithead set seq = place, hash = before, tx = its_tx where chain = here;
            end if;
            here := one.chain;
            select h.seq, h.hash into place, before
            from public.audit_audithead h where h.chain = here for no key update;
            if not found then
                insert into public.audit_audithead (chain, seq, hash, tx) values (here, 0, '', its_tx)
                on conflict do nothing;
                select h.seq, h.hash into place, before
                from public.audit_audithead h where h.chain = here for no key update;
            end if;
        end if;
        place := place + 1;
        text_ := json_build_array(
            1, one.chain, place, one.id, (extract(epoch from one.at) * 1000000)::bigint, one.tx, one.sort, one.kind,
            one.actor_kind, one.actor_id, one.actor_ref, one.hat_ref, one.hat_role, one.hat_agency_ref,
            one.hat_agency, one.purpose,
            one.object_kind, one.object_ref, one.case_ref, one.child_ref, one.detail::text, one.reason,
            one.request_id, host(one.ip), one.session_ref
        )::text;
        hash_ := encode(sha256(convert_to(before || E'\\n' || text_, 'UTF8')), 'hex');
        insert into public.audit_auditseal (event_id, chain, seq, prev, hash, canonical)
        values (one.id, here, place, before, hash_, text_);
        before := hash_;
    end loop;
    if here is not null then
        update public.audit_audithead set seq = place, hash = before, tx = its_tx where chain = here;
    end if;
end
$$;
revoke all on function audit_seal_transaction(bigint) from public;
""".replace("[chain]", CHAIN)

# The first of a transaction's events to come up seals them all.
SEAL = """
create function audit_seal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from public.audit_auditseal s where s.event_id = new.id) then
        return null;
    end if;
    perform public.audit_seal_transaction(pg_current_xact_id()::text::bigint);
    if not exists (select from public.audit_auditseal s where s.event_id = new.id) then
        raise exception 'An audit event was not sealed' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end
$$;
revoke all on function audit_seal() from public;
create constraint trigger audit_seal_at_commit after insert on audit_auditevent
    deferrable initially deferred for each row execute function audit_seal();
"""

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
        migrations.RunSQL(SEAL_TRANSACTION, "drop function audit_seal_transaction(bigint)"),
        migrations.RunSQL(SEAL, "drop trigger audit_seal_at_commit on audit_auditevent; drop function audit_seal()"),
        migrations.RunSQL(APPEND_ONLY, "drop function audit_append_only()"),
        migrations.RunSQL(
            # a head moves with every commit: room on its page spares the index
            "alter table audit_audithead set (fillfactor = 50)",
            "alter table audit_audithead reset (fillfactor)",
        ),
        *(guard(table, what) for table, what in GUARDED.items()),
    ]
