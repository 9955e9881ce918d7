# The official Solr with our core. Only the library for shapes is missing in it; Maven brings that one, checked against our list.
FROM maven:3.9-eclipse-temurin-17 AS jars
COPY config/solr/pom.xml config/solr/jars.sha256 /solr/
RUN mvn -q -B -f /solr/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
      -DincludeArtifactIds=jts-core -DoutputDirectory=/jars \
 && cd /jars && grep ' jts-core-' /solr/jars.sha256 | sha256sum --check --strict

FROM solr:9.10.1
ENV SOLR_MODULES=analysis-extras
COPY --from=jars /jars/ /opt/solr/server/solr-webapp/webapp/WEB-INF/lib/
COPY config/solr/ckan/conf /opt/solr/server/solr/configsets/govinnov/conf
CMD ["solr-precreate", "ckan", "/opt/solr/server/solr/configsets/govinnov"]
