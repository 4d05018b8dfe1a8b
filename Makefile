# make alone lists the targets. Every target finds a JDK 25 by itself, see scripts/with-jdk25.

# What is given empty is not given.
override PORT := $(or $(PORT),8080)
override DATA := $(or $(DATA),.data)
override DEMO_PORT := $(or $(DEMO_PORT),8089)
override URL := $(or $(URL),http://localhost:8080)
DYNAMODB_ENDPOINT ?=
BENCH ?=
SWEEP ?=

JDK := scripts/with-jdk25
# Maven 3.8 calls sun.misc.Unsafe, which JDK 25 would report on every start.
MVN := MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS" $(JDK) mvn -B -ntp
NO_CHECKS := -Dmaven.test.skip=true -Dspotless.check.skip=true
FIGURES := -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=FunctionFigures \
  -Dfailsafe.failIfNoSpecifiedTests=false -pl functions/requirements -am
NATIVE_ACCESS := --enable-native-access=ALL-UNNAMED

LOCAL := functions/local/target/quarkus-app/quarkus-run.jar
# The modules that can be native, which are the functions.
FUNCTIONS := $(shell grep -l '<id>native</id>' functions/*/pom.xml | xargs -n1 dirname)
comma := ,
space := $(subst ,, )
MODULES := $(subst $(space),$(comma),$(strip $(FUNCTIONS)))
SOURCES = $(shell find pom.xml functions infra rules-json -name target -prune -o -type f -print 2>/dev/null)

.PHONY: help run demo test bench bench-store bench-sweep bench-jvm bench-native jvm native deploy publish smoke sam-local localstack sbom licenses format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(LOCAL) ## Start everything on http://localhost:8080 (PORT=, DATA=folder, DYNAMODB_ENDPOINT=url)
	@PORT='$(PORT)' DATA='$(DATA)' DYNAMODB_ENDPOINT='$(DYNAMODB_ENDPOINT)' \
	  exec $(JDK) java $(NATIVE_ACCESS) -jar $(LOCAL)

$(LOCAL): $(SOURCES)
	@echo "Building functions/local"
	@$(MVN) -q -Dlocal $(NO_CHECKS) -pl functions/local -am package
	@touch $@

demo: $(LOCAL) ## Walk one patient through a year of physical therapy, in a process of its own (DEMO_PORT=)
	@folder=$$(mktemp -d); \
	PORT='$(DEMO_PORT)' DATA=$$folder/data DYNAMODB_ENDPOINT= $(JDK) java $(NATIVE_ACCESS) -jar $(LOCAL) >$$folder/log 2>&1 & \
	pid=$$!; trap 'kill $$pid; wait $$pid 2>/dev/null; rm -rf "$$folder"' EXIT; \
	for second in $$(seq 60); do curl -sf http://localhost:$(DEMO_PORT)/q/health >/dev/null && break; sleep 1; done; \
	scripts/demo http://localhost:$(DEMO_PORT)

test: ## Run every check and every test (DYNAMODB_ENDPOINT=url of an engine for tests: its tables are deleted)
	@rm -f functions/*/target/failsafe-reports/failsafe-summary.xml
	DYNAMODB_ENDPOINT='$(DYNAMODB_ENDPOINT)' $(MVN) verify
	@scripts/lint-template
	@scripts/native-tests env $(MVN)
	@[ -n '$(DYNAMODB_ENDPOINT)' ] || scripts/localstack-tests env $(MVN)

bench: ## Measure (BENCH='name -f 1' is handed to JMH)
	@$(MVN) -q $(NO_CHECKS) -pl functions/benchmarks -am package
	@exec $(JDK) java --sun-misc-unsafe-memory-access=allow \
	  -cp "functions/benchmarks/target/benchmarks.jar:$$(cat functions/benchmarks/target/classpath)" \
	  dev.priorauth.benchmarks.Main $(BENCH)

bench-store: $(LOCAL) ## Measure submissions and reads: request units, then requests a second (DEMO_PORT=)
	@$(MVN) -q -Dspotless.check.skip=true -Dtest='RequestUnitsTest,SubmissionUnitsTest' -Dsurefire.failIfNoSpecifiedTests=false \
	  -pl functions/authorizations -am test | grep '^  '
	@$(MVN) -q $(NO_CHECKS) -pl functions/benchmarks -am package
	@folder=$$(mktemp -d); \
	PORT='$(DEMO_PORT)' DATA=$$folder/data DYNAMODB_ENDPOINT= $(JDK) java $(NATIVE_ACCESS) -jar $(LOCAL) >$$folder/log 2>&1 & \
	pid=$$!; trap 'kill $$pid; wait $$pid 2>/dev/null; rm -rf "$$folder"' EXIT; \
	for second in $$(seq 60); do curl -sf http://localhost:$(DEMO_PORT)/q/health >/dev/null && break; sleep 1; done; \
	$(JDK) java -cp "functions/benchmarks/target/benchmarks.jar:$$(cat functions/benchmarks/target/classpath)" \
	  dev.priorauth.benchmarks.StoreBench http://localhost:$(DEMO_PORT)

bench-sweep: ## Measure the sweep on DynamoDB Local (SWEEP='stored due', such as '1000000 1000')
	@$(MVN) -q -DskipTests -Dspotless.check.skip=true -pl functions/dynamodb -am package
	@exec $(JDK) java $(NATIVE_ACCESS) -cp "functions/dynamodb/target/test-classes:functions/dynamodb/target/classes:$$(cat functions/dynamodb/target/test-classpath)" \
	  dev.priorauth.dynamodb.SweepBench $(SWEEP)

bench-jvm: ## Measure the packaged lookup on the JVM, from start to warm
	@$(MVN) -q -Dspotless.check.skip=true $(FIGURES) verify

bench-native: ## Measure the packaged lookup, native beside the JVM (needs GRAALVM_HOME or a container engine)
	@options=$$(scripts/native-builder) && \
	$(MVN) -q $(NO_CHECKS) -pl functions/requirements -am package && \
	mkdir -p .figures && cp functions/requirements/target/function.zip .figures/jvm.zip && \
	$(MVN) -q $(NO_CHECKS) $$options -pl functions/requirements -am package && \
	cp functions/requirements/target/function.zip .figures/native.zip && \
	$(MVN) -q -Dspotless.check.skip=true $(FIGURES) -Dzips='$(CURDIR)/.figures/native.zip,$(CURDIR)/.figures/jvm.zip' verify

jvm: ## Build the functions' zips for Lambda's own Java
	@$(MVN) -q $(NO_CHECKS) -pl $(MODULES) -am package

native: ## Build the functions' zips as native binaries (needs GRAALVM_HOME or a container engine)
	@options=$$(scripts/native-builder) && $(MVN) -q $(NO_CHECKS) $$options -pl $(MODULES) -am package

deploy: ## Deploy what was built to AWS, or build it where nothing was (STAGE=dev|prod, STACK=name, ALARM_EMAIL=; needs sam and aws)
	@scripts/deploy

publish: ## Publish rules-json to the table RULES_TABLE, or to that of the deployed stack
	@$(MVN) -q $(NO_CHECKS) -pl functions/dynamodb -am package
	@RULES_TABLE=$${RULES_TABLE:-$$(scripts/stack-output RulesTableName)} exec $(JDK) java -cp "functions/dynamodb/target/dynamodb.jar:$$(cat functions/dynamodb/target/classpath)" \
	  dev.priorauth.dynamodb.PublishRules

smoke: ## Ask a running service what every deployment must answer (URL=http://localhost:8080)
	@scripts/smoke '$(URL)'

sam-local: ## Answer on http://localhost:3000 from the built zips, with sam local (DYNAMODB_ENDPOINT=url)
	@scripts/sam-local

localstack: ## Bring the stack up on LocalStack, publish the rules and run the smoke test (needs a container engine)
	@scripts/localstack

sbom: ## List what each function's zip holds, as CycloneDX: functions/*/target/bom.json
	@$(MVN) -q $(NO_CHECKS) -Dlocal -pl $(MODULES) -am compile org.cyclonedx:cyclonedx-maven-plugin:makeBom

licenses: ## Refuse licences in the zips that are not on the list of infra's Licenses, as make test does
	@$(MVN) -q -Dspotless.check.skip=true -pl infra -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test=LicensesIT -Dfailsafe.failIfNoSpecifiedTests=false verify

format: ## Lay out the Java code
	$(MVN) -q spotless:apply

clean: ## Remove what was built; data stay
	$(MVN) -q clean
	rm -rf .figures
