//! Texts that no one would choose, held against rustc's lints.

use std::collections::HashSet;

use form_codegen::names::{
    Scope, field_ident, join, module_ident, package_fault, package_ident, singular, type_ident,
    variant_ident,
};

/// Texts that no one would choose: pieces of syntax, scripts and invisible characters, in all pairs and some triples.
fn nasty() -> Vec<String> {
    let pieces = [
        "",
        " ",
        "_",
        "__",
        "-",
        "+",
        "*",
        "/",
        "//",
        "*/",
        "/*",
        "\"",
        "'",
        "\\",
        "\n",
        "\r\n",
        "\0",
        "\u{7f}",
        "\u{202e}",
        "\u{200f}",
        "\u{feff}",
        "#",
        "r#",
        "$",
        "@",
        "!",
        "<",
        ">",
        "<=",
        "=",
        "a",
        "A",
        "aB",
        "AB",
        "Ab",
        "z9",
        "9",
        "0x",
        "1",
        "1.0",
        "é",
        "ß",
        "Ǆ",
        "ı",
        "ﬁ",
        "日本",
        "Ω",
        "ж",
        "ع",
        "א",
        "हिन्दी",
        "😀",
        "𝔘",
        "\u{301}",
        "\u{e000}",
        "\u{10ffff}",
        "٣",
        "²",
        "self",
        "Self",
        "super",
        "crate",
        "type",
        "fn",
        "async",
        "gen",
        "union",
        "mod",
        "lib",
        "con",
        "aux.txt",
        "com1",
        "Option",
        "String",
        "s",
        "URLs",
        "{",
        "}",
        "%5B",
        "&amp;",
        ";",
        "::",
        "..",
    ];
    let mut texts: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
    for (at, first) in pieces.iter().enumerate() {
        for second in pieces {
            texts.push(format!("{first}{second}"));
            texts.push(format!(
                "{second}{first}{}",
                pieces[(at * 7 + 3) % pieces.len()]
            ));
        }
        texts.push(first.repeat(10_000));
    }
    texts.extend(
        (0..=0x2fff)
            .chain(0xfe00..0x1_0000)
            .chain(0x1_f000..0x1_fb00)
            .filter_map(char::from_u32)
            .map(String::from),
    );
    texts
}

/// What `non_camel_case_types` asks of ASCII names.
fn is_camel_case(name: &str) -> bool {
    let name = name.trim_matches('_');
    let bytes = name.as_bytes();
    let beside_letter = |pair: &[u8]| {
        pair.contains(&b'_')
            && pair
                .iter()
                .any(|byte| byte.is_ascii_alphabetic() || *byte == b'_' && pair == b"__")
    };
    bytes.first().is_some_and(u8::is_ascii_uppercase) && !bytes.windows(2).any(beside_letter)
}

/// What `non_snake_case` asks of ASCII names.
fn is_snake_case(name: &str) -> bool {
    let name = name.trim_matches('_');
    !name.is_empty() && !name.contains("__") && !name.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn assert_ident(name: &str, text: &str) {
    assert!(name.is_ascii() && name.len() <= 110, "{name} from {text:?}");
    assert!(
        syn::parse_str::<syn::Ident>(name).is_ok(),
        "{name} from {text:?} is no identifier"
    );
}

#[test]
fn every_text_gives_a_name_without_warnings() {
    let mut types = Scope::types();
    let mut fields = Scope::fields();
    let mut modules = Scope::modules();
    let mut seen = [HashSet::new(), HashSet::new(), HashSet::new()];
    for text in nasty() {
        for ident in [
            type_ident(&text),
            variant_ident(&text),
            type_ident(&singular(&text)),
            type_ident(&join(&[&text, &text])),
        ] {
            assert_ident(ident.as_str(), &text);
            assert!(is_camel_case(ident.as_str()), "{ident} from {text:?}");
        }
        let field = field_ident(&text);
        assert_ident(field.as_str(), &text);
        assert!(is_snake_case(field.bare()), "{field} from {text:?}");
        let module = module_ident(&text);
        assert_ident(module.as_str(), &text);
        assert!(
            is_snake_case(module.as_str()) && !module.as_str().starts_with("r#"),
            "{module} from {text:?}"
        );
        let package = package_ident(&text);
        assert_eq!(package_fault(&package), None, "{package} from {text:?}");

        let claims = [
            types.claim(&[type_ident(&text)]),
            fields.claim(&[field]),
            modules.claim(&[module]),
        ];
        for (at, claimed) in claims.iter().enumerate() {
            let name = claimed.ident.as_str();
            assert_ident(name, &text);
            assert!(
                if at == 0 {
                    is_camel_case(name)
                } else {
                    is_snake_case(claimed.ident.bare())
                },
                "{name}"
            );
            assert!(
                seen[at].insert(claimed.ident.bare().to_owned()),
                "{name} twice"
            );
        }
    }
}

#[test]
fn names_of_the_runtime_are_reserved() {
    let mut types = Scope::types();
    for name in form_codegen::names::RUNTIME {
        assert!(!types.is_free(&type_ident(name)), "{name} is free");
    }
    assert_ne!(types.claim(&[type_ident("id")]).ident.as_str(), "Id");
}
