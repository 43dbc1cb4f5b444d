# The portal as one image: web, worker, beat and one-off commands differ only in their command.

# --- Style sheets, scripts and fonts, from packages and by the same code as script/setup ------------
FROM node:22-bookworm AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY script ./script
COPY cse_portal/ui/assets ./cse_portal/ui/assets
RUN python3 -c "import sys; sys.path.insert(0, 'script'); from house import frontend; frontend.ensure()"

# --- Python packages, exactly what the lock names ---------------------------------------------------
FROM python:3.11-slim-bookworm AS packages
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv .venv \
 && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

# --- What runs --------------------------------------------------------------------------------------
FROM python:3.11-slim-bookworm
# WeasyPrint draws letters with Pango. Backup needs client tools as new as the server, which Debian does
# not have; its own script names Postgres' package source.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core ca-certificates postgresql-common \
 && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
 && apt-get install --yes --no-install-recommends postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 portal \
 && useradd --uid 10001 --gid portal --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin portal \
 && mkdir -p /var/lib/cse-portal/files /var/backups/cse-portal /var/anchors/cse-portal \
 && chown -R portal:portal /var/lib/cse-portal /var/backups/cse-portal /var/anchors/cse-portal

WORKDIR /app
ENV PATH="/app/.venv/bin:$PATH" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PORTAL_ENV=production
COPY --from=packages /app/.venv ./.venv
COPY manage.py pyproject.toml ./
COPY templates ./templates
COPY fixtures ./fixtures
COPY cse_portal ./cse_portal
COPY screening ./screening
COPY referrals ./referrals
COPY mase ./mase
COPY reporting ./reporting
COPY --from=assets /app/.build/static ./.build/static

# Settings for this one command: production refuses to be read with any less.
RUN PORTAL_ENV=production SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    PORTAL_URL=https://build.example DATABASE_URL=postgres://build@build.example/build \
    REDIS_URL=redis://build.example BACKUP_KEY_FILE=/dev/null EMAIL_URL=smtp://build.example \
    python manage.py collectstatic --noinput

USER portal
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(web.Request('http://127.0.0.1:8000/health/live', headers={'Host': os.environ['PORTAL_HOSTS'].split(',')[0]}), timeout=4)"]
CMD ["gunicorn", "--config", "python:cse_portal.gunicorn", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm", "cse_portal.wsgi:application"]
