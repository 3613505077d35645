# make run [DOCS=文件夹]   安装锁定的依赖，打开网页
# make test               安装测试依赖，运行全部测试
# make test-servers       库在 PostgreSQL 与 Chroma 服务上，再跑一遍有关的测试
# make check              格式、静态检查、类型、测试
# make evals              评测：与普通 RAG 的对照表，并写进 README
# make torture            反复杀进程、喂坏文件，结果写进 docs/reliability.md
# make audit              核对依赖有无已公布的漏洞（要能连上漏洞库）
# make docs               把使用说明做成网页，在 build/docs
# make clean              删除 .venv 与缓存（资料库不在其中）

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
SUPPORTED := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	$$name -c '$(SUPPORTED)' >/dev/null 2>&1 && echo $$name && break; done)

.PHONY: help run test test-servers check evals torture docs audit clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# \(make\)/\1/p' Makefile

run: $(VENV)/run.stamp $(BIN)/cewen
	@$(BIN)/python app.py serve $(if $(DOCS),--docs "$(DOCS)")

test: $(VENV)/test.stamp $(BIN)/cewen
	@$(BIN)/python -m pytest

test-servers: $(VENV)/test.stamp
	@$(BIN)/python -m tests.servers

check: $(VENV)/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/python -m pytest

evals: $(VENV)/test.stamp
	@$(BIN)/python -m evals published

torture: $(VENV)/test.stamp
	@$(BIN)/python -m evals.torture --out docs/reliability.md

docs: $(VENV)/test.stamp
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "做好了：build/docs/index.html"

audit: $(VENV)/test.stamp
	$(BIN)/pip-audit --requirement requirements.lock --no-deps --disable-pip --strict

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The project runs from its checkout; this is how it is called from any folder, or linked to from ~/bin.
$(BIN)/cewen: Makefile | $(BIN)/python
	@printf '#!/bin/sh\nexec "%s/python" "%s/app.py" "$$@"\n' "$(abspath $(BIN))" "$(CURDIR)" > $@
	@chmod +x $@

# What is needed to run, and what is needed to test (all of the former and more): each once, and again when its lock changes.
$(VENV)/run.stamp: requirements.lock | $(BIN)/python
	@echo "安装依赖（约一两分钟，只此一次）……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

$(VENV)/test.stamp: requirements-dev.lock | $(BIN)/python
	@echo "安装依赖与测试工具（约一两分钟，只此一次）……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "没有找到可用的 Python：需要 3.11 至 3.13，并带有 venv 与 pip（Debian、Ubuntu 上另装 python3-venv）。装好后再试，或用 make PYTHON=路径 指定。" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
