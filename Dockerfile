# 策问 in a container: the locked dependencies, an ordinary user, the library in the volume /data. No network at run time.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    CEWEN_HOME=/data

RUN useradd --create-home --uid 10001 cewen && install -d -o cewen -g cewen /data
WORKDIR /srv/cewen

# Dependencies first: they change seldom, and their layer is the large one.
COPY requirements-servers.lock ./
RUN pip install -r requirements-servers.lock

COPY --chown=cewen:cewen . .

USER cewen
VOLUME /data
EXPOSE 8765
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8765/api')"]

# The interfaces; keys are wanted, since a container listens beyond its own loopback.
CMD ["python", "app.py", "api", "--host", "0.0.0.0", "--port", "8765"]
