"""Where each training corpus comes from and its licence, for the model's card.

Licences as read in the sources or known of the projects; "not re-read" says which were not checked.
"""

from __future__ import annotations

UNKNOWN_SOURCE = ("not recorded", "not recorded: find out before publishing the model")

SOURCES: dict[str, tuple[str, str]] = {
    "bible_nt_kjv_modernised": (
        "aruljohn/Bible-kjv@a9aa4e55afbb; Beblia/Holy-Bible-XML-Format@f6d763166fc8",
        "public domain texts",
    ),
    "bible_nt_oeb_prereform": (
        "seven1m/open-bibles@4e41ce04b870; Beblia/Holy-Bible-XML-Format@f6d763166fc8",
        "CC0 (OEB, from upstream knowledge; not re-read) + PD",
    ),
    "book_gorky_mother": (
        "GITenberg/Mother_3783@625302ed (Appleton, 1906-07); d0rj/RusLit@4509680; aligned here",
        "public domain texts",
    ),
    "book_war_and_peace": (
        "GITenberg/War-and-Peace_2600@fa22ab90 (Maude); d0rj/RusLit@4509680; aligned here",
        "public domain texts (the translation: in the US)",
    ),
    "cocoa_formality": (
        "amazon-science/contrastive-controlled-mt@441e23a7c41b",
        "CDLA-Sharing-1.0 (not re-read)",
    ),
    "dictionary": (
        "English Wiktionary by open-dsl-dict/wiktionary-dict, dsl/oneway/en-ru-enwiktionary.dsl.dz",
        "CC BY-SA 3.0 / GFDL",
    ),
    "docs_12factor": ("heroku/12factor", "MIT (not re-read)"),
    "docs_clickhouse": ("yandex/ClickHouse@a093980767cb", "Apache-2.0"),
    "docs_cncf_glossary": ("cncf/glossary", "CC BY 4.0 (not re-read)"),
    "docs_covenant": ("Contributor Covenant", "CC BY 4.0 (not re-read)"),
    "docs_diplodoc": ("diplodoc-platform/docs@b05f9f2a785a", "MIT"),
    "docs_djangogirls": ("DjangoGirls/tutorial@71c4c3dad216", "CC BY-SA 4.0"),
    "docs_electron": ("electron/i18n@b5831481c16a", "MIT"),
    "docs_elixirschool": ("elixirschool/elixirschool@dab9a06f102e", "Apache-2.0"),
    "docs_express": ("expressjs/expressjs.com", "CC BY-SA 3.0 (not re-read)"),
    "docs_fastapi": ("fastapi/fastapi@c3f316b7e814", "MIT"),
    "docs_gnome_user_docs": ("GNOME/gnome-user-docs@46747c67c121", "CC BY 3.0"),
    "docs_hf_course": ("huggingface/course@16af5667532d", "Apache-2.0"),
    "docs_js_algorithms": ("trekhleb/javascript-algorithms", "MIT (not re-read)"),
    "docs_kaspresso": ("KasperskyLab/Kaspresso@ac550a7cfbd8", "Apache-2.0"),
    "docs_laravel_laravelrus": (
        "LaravelRUS/docs@e65d703e3ea6; laravel/docs@86077535bbfd (branch 8.x)",
        "MIT",
    ),
    "docs_laravel_russsiq": (
        "russsiq/laravel-docs-ru@9589e83b94b8; laravel/docs@86077535bbfd (branch 9.x)",
        "MIT",
    ),
    "docs_nginx": ("nginx/nginx.org@3924a7f8334b", "BSD-2"),
    "docs_nodebestpractices": ("goldbergyoni/nodebestpractices@dc3d60c29d54", "CC BY-SA 4.0"),
    "docs_opensource_guide": ("github/opensource.guide@ebc9678e39b5", "CC BY 4.0"),
    "docs_php": (
        "php/doc-ru@4b2deded46bb; php/doc-en@17ddeefd6592",
        "CC BY 3.0 (doc-en bookinfo.xml)",
    ),
    "docs_react": (
        "reactjs/ru.react.dev@2361adda823b; reactjs/react.dev@12d692da47e7",
        "CC BY 4.0",
    ),
    "docs_redux": ("Redux documentation", "MIT (not re-read)"),
    "docs_rust_book": (
        "rust-lang-ru/book@efa545aa947d; rust-lang/book@917544888a55",
        "MIT/Apache-2.0",
    ),
    "docs_scala": ("scala/docs.scala-lang@7689a46f3826", "CC BY-SA 4.0 (not re-read)"),
    "docs_semver": ("semver/semver.org", "CC BY 3.0 (not re-read)"),
    "docs_tarantool": ("tarantool/doc@019ecb591c59", "BSD-2"),
    "docs_tensorflow": ("tensorflow/docs-l10n@7cb584af651d", "Apache-2.0"),
    "docs_tldr": ("tldr-pages/tldr@08e345f42639", "CC BY 4.0"),
    "docs_vuerouter": ("Vue Router documentation", "MIT (not re-read)"),
    "docs_werf": ("werf/werf@73d8d4ac9935", "Apache-2.0"),
    "docs_werf_old": ("flant/werf@0fbef1749983", "Apache-2.0"),
    "docs_xray": ("XTLS/Xray-docs-next@ac476f6c5829", "CC BY-SA 4.0"),
    "docs_yii2": ("yiisoft/yii2@45e679d7ce99", "BSD-3"),
    "mlqe_pe_postedits": ("sheffieldnlp/mlqe-pe@2a670a114041", "CC0"),
    "mt_geneval_wikibio": (
        "amazon-science/machine-translation-gender-eval@c77132ccd248",
        "CC BY-SA",
    ),
    "tatoeba": ("Helsinki-NLP/OPUS-MT-testsets", "CC BY 2.0 FR"),
    "tico19_dev_minus_test": ("tico-19/tico-19.github.io@d97615f9cffa", "CC0"),
    "ui_postgres": ("postgrespro/postgrespro@9086b754eb42", "PostgreSQL"),
    "ui_wagtail": ("wagtail/wagtail@c2ae43b9265d", "BSD"),
    "web_bitcoin_org": ("bitcoin-dot-org/bitcoin.org@39779fb9594d", "MIT (code), mixed"),
    "web_monero": ("monero-project/monero-site@db1cb28c9cb5", "BSD-3 style"),
    "web_mozilla_org": ("mozilla-l10n/www-l10n@442e139499cb", "MPL-2"),
}
