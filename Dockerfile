# One image: the server and the built page. The wheel's build hook brings Node along for the page.
FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 workbench && install -d -o workbench /data
COPY constraints.txt /tmp/constraints.txt
COPY --from=build /wheels /wheels
RUN wheel=$(ls /wheels/*.whl) \
  && pip install --no-cache-dir -c /tmp/constraints.txt "${wheel}[postgres]" \
  && rm -r /wheels /tmp/constraints.txt
USER workbench
ENV WORKBENCH_DATA=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=6 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/api/v1/health', timeout=2)"]
CMD ["workbench", "serve", "--host", "0.0.0.0", "--port", "8000"]
