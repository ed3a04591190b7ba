# Builds Hearback and runs it as a user of its own. All that it keeps lies in /data; its root may be read-only.
#   docker build -t hearback .
#   docker run -p 8080:8080 -v hearback:/data -e PUBLIC_URL=https://surveys.example.com hearback
# The image is Debian's: a compiled part of Hearback needs glibc, which Alpine does not have.

FROM node:24-bookworm-slim AS build
RUN apt-get update -qq \
  && apt-get install -y -qq --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /hearback
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY . .
RUN node bin/hearback.js help
# What only the build needs, and the source of SQLite.
RUN rm -rf node_modules/vite node_modules/rolldown node_modules/@rolldown node_modules/lightningcss* \
  node_modules/better-sqlite3/deps node_modules/better-sqlite3/build/Release/obj*

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATABASE_URL=file:/data/hearback.db
WORKDIR /hearback
COPY --from=build /hearback/package.json /hearback/package-lock.json /hearback/LICENSE ./
COPY --from=build /hearback/bin bin
COPY --from=build /hearback/dist dist
COPY --from=build /hearback/node_modules node_modules
RUN mkdir /data && chown 1000:1000 /data
USER 1000:1000
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/hearback.js"]
CMD ["serve"]
