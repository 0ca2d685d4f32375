# kheo: one command builds the site, another runs the tests. `make` alone lists them all.

VENV   := .venv
OUTPUT := site
EXAMPLES := $(wildcard examples/*)
KHEO   := $(VENV)/bin/kheo
PYTEST := $(VENV)/bin/python -m pytest
# One test file stays in one worker, so that what it builds is built once: make test PYTEST_ARGS="-x tests/test_cli.py"
PYTEST_ARGS ?= -n auto --dist loadfile
# Folders of scripts, each checked for itself: several have a module measure.py.
TYPED := bench/cards bench/overlap bench/peers bench/scale bench/search tests/support
CONTENT_TESTS := tests/content
UV_VERSION  := 0.13.9

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

.PHONY: help
help: ## Liệt kê các lệnh này / list these commands
	@printf 'Cách dùng / Use: make LỆNH\n\n'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: site
site: setup ## Dựng trang web vào thư mục site/ / build the site into site/
	@$(KHEO) build --output $(OUTPUT)
	@printf '\nTrang web đã dựng xong, nằm ở / The site is built, it lies in:\n  %s\n' "$(CURDIR)/$(OUTPUT)"
	@printf 'Xem thử trên máy này / Look at it on this machine:\n  make serve\n'

.PHONY: examples
examples: site ## Dựng cả trang chính và bốn trang mẫu trong examples/ / build the main site and the four in examples/
	@set -e; for example in $(EXAMPLES); do $(KHEO) build $$example; done

.PHONY: serve
serve: setup ## Xem thử trên máy này, tự cập nhật khi sửa / preview on this machine, reloads on change
	@$(KHEO) serve

.PHONY: check
check: setup ## Kiểm tra mọi hồ sơ trong content/ / check every record in content/
	@$(KHEO) check

.PHONY: test
test: $(VENV)/.ready-for-tests ## Chuẩn bị và chạy mọi kiểm thử / set up and run all tests
	@./scripts/setup-test-tools.sh $(VENV)
	@$(PYTEST) $(PYTEST_ARGS) --ignore=$(CONTENT_TESTS)
	@$(PYTEST) $(CONTENT_TESTS)

# What the records of this repository and its examples say; a province's own repository needs none of the tests of code.
.PHONY: test-content
test-content: $(VENV)/.ready-for-tests ## Chạy riêng kiểm thử của nội dung kho này / run the tests of this repository's content
	@$(PYTEST) $(CONTENT_TESTS)

.PHONY: test-all
test-all: $(VENV)/.ready-for-tests ## Chạy cả những kiểm thử lâu, cần mạng / run the long tests too, which need the network
	@./scripts/setup-test-tools.sh $(VENV)
	@$(PYTEST) $(PYTEST_ARGS) -m "nightly or not nightly"

.PHONY: docs
docs: setup ## Dựng tài liệu hướng dẫn vào .cache/docs/ / build the documentation into .cache/docs/
	@NO_MKDOCS_2_WARNING=1 PYTHONPATH=. $(VENV)/bin/mkdocs build --quiet --strict --config-file docs.yml
	@printf 'Tài liệu nằm ở / The documentation lies in:\n  %s\n' "$(CURDIR)/.cache/docs/index.html"

.PHONY: lint
lint: $(VENV)/.ready-for-tests node_modules/.ready ## Soát mã nguồn và quy trình CI / lint the code and the CI workflows
	@$(VENV)/bin/ruff format --check --quiet .
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/mypy --no-error-summary
	@for folder in $(TYPED); do MYPYPATH=bench/peers:tests/support $(VENV)/bin/mypy --no-error-summary $$folder/*.py || exit; done
	@npm run --silent lint
	@$(VENV)/bin/zizmor --offline --no-progress --persona pedantic .github

# Node.js is needed by those alone who change scripts and styles of the theme: the bundles lie in the repository.
node_modules/.ready: package-lock.json
	@npm ci --silent --ignore-scripts
	@touch $@

.PHONY: bundle
bundle: node_modules/.ready ## Đóng gói kịch bản và kiểu dáng của giao diện / bundle the theme's scripts and styles
	@npm run --silent bundle

.PHONY: bless
bless: $(VENV)/.ready-for-tests ## Chấp nhận trang mẫu mới (xem git diff) / accept the new golden site (see git diff)
	@$(PYTEST) -m golden --bless

.PHONY: lock
lock: ## Khóa lại phiên bản các gói; UPGRADE=--upgrade để nâng cấp / lock the packages again
	@UV_VERSION=$(UV_VERSION) ./scripts/lock.sh $(UPGRADE)

.PHONY: gazetteer
gazetteer: setup ## Viết lại bảng địa bàn có sẵn từ nguồn / write the shipped gazetteers again from their source
	@$(VENV)/bin/python scripts/make_gazetteer.py

.PHONY: bench
bench: setup ## Đo tốc độ cạnh các phần mềm khác; BENCH="--records 500" / measure beside other generators
	@$(VENV)/bin/python bench/peers/measure.py $(BENCH)

.PHONY: bench-scale
bench-scale: setup ## Dựng 34 tỉnh mẫu rồi gộp lại; BENCH="--provinces 2 --records 100" / build 34 sample provinces and join them
	@$(VENV)/bin/python bench/scale/measure.py $(BENCH)

.PHONY: setup
setup: $(VENV)/.ready ## Chỉ cài môi trường Python / only set up the Python environment

.PHONY: clean
clean: ## Xóa những gì các lệnh trên đã tạo ra / remove what the commands above made
	@./scripts/clean.sh $(VENV) $(OUTPUT) $(EXAMPLES:%=%/site)

$(VENV)/.ready: requirements.lock pyproject.toml scripts/setup-venv.sh
	@./scripts/setup-venv.sh $(VENV) requirements.lock
	@touch $@

$(VENV)/.ready-for-tests: requirements-test.lock pyproject.toml scripts/setup-venv.sh
	@./scripts/setup-venv.sh $(VENV) requirements-test.lock
	@touch $(VENV)/.ready $@
