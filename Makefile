# make alone lists the targets. Every target finds a JDK 25 by itself, see scripts/with-jdk25.

PORT ?= 8080
DATA ?= .data
DYNAMODB_ENDPOINT ?=
BENCH ?=
SWEEP ?=

JDK := scripts/with-jdk25
# Maven 3.8 calls sun.misc.Unsafe, which JDK 25 would report on every start.
MVN := MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS" $(JDK) mvn -B -ntp
NO_CHECKS := -Dmaven.test.skip=true -Dspotless.check.skip=true
NATIVE_ACCESS := --enable-native-access=ALL-UNNAMED

LOCAL := functions/local/target/quarkus-app/quarkus-run.jar
SOURCES = $(shell find pom.xml functions infra rules-json -name target -prune -o -type f -print 2>/dev/null)

.PHONY: help run test bench bench-sweep publish format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(LOCAL) ## Start everything on http://localhost:8080 (PORT=, DATA=folder, DYNAMODB_ENDPOINT=url)
	@PORT='$(PORT)' DATA='$(DATA)' DYNAMODB_ENDPOINT='$(DYNAMODB_ENDPOINT)' \
	  exec $(JDK) java $(NATIVE_ACCESS) -jar $(LOCAL)

$(LOCAL): $(SOURCES)
	@echo "Building functions/local"
	@$(MVN) -q -Dlocal $(NO_CHECKS) -pl functions/local -am package
	@touch $@

test: ## Run every check and every test
	@rm -f functions/*/target/failsafe-reports/failsafe-summary.xml
	$(MVN) verify

bench: ## Measure (BENCH='name -f 1' is handed to JMH)
	@$(MVN) -q $(NO_CHECKS) -pl functions/benchmarks -am package
	@exec $(JDK) java --sun-misc-unsafe-memory-access=allow \
	  -cp "functions/benchmarks/target/benchmarks.jar:$$(cat functions/benchmarks/target/classpath)" \
	  dev.priorauth.benchmarks.Main $(BENCH)

bench-sweep: ## Measure the sweep on DynamoDB Local (SWEEP='stored due', such as '1000000 1000')
	@$(MVN) -q -DskipTests -Dspotless.check.skip=true -pl functions/dynamodb -am package
	@exec $(JDK) java $(NATIVE_ACCESS) -cp "functions/dynamodb/target/test-classes:functions/dynamodb/target/classes:$$(cat functions/dynamodb/target/test-classpath)" \
	  dev.priorauth.dynamodb.SweepBench $(SWEEP)

publish: ## Publish rules-json to the table RULES_TABLE (region and endpoint as for any AWS client)
	@: "$${RULES_TABLE:?is the name of the table to publish to}"
	@$(MVN) -q $(NO_CHECKS) -pl functions/dynamodb -am package
	@exec $(JDK) java -cp "functions/dynamodb/target/dynamodb.jar:$$(cat functions/dynamodb/target/classpath)" \
	  dev.priorauth.dynamodb.PublishRules

format: ## Lay out the Java code
	$(MVN) -q spotless:apply

clean: ## Remove what was built; data stay
	$(MVN) -q clean
