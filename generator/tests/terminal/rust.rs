//! `--print rust`: the program that does the same.

use std::path::Path;

use crate::disputes;
use crate::requests::{FILES, ORDERS};
use crate::support::{Terminal, of_document};

fn printed(terminal: &Terminal, line: &str) -> String {
    let ran = terminal.run(&format!("{line} --print rust"));
    assert_eq!((ran.code, ran.sent.len()), (0, 0), "{line}: {ran:?}");
    ran.out
}

#[test]
fn the_types_of_the_crate_say_it() {
    let text = printed(
        &Terminal::new(ORDERS),
        "orders create --note 'a \"b' --keep -d 'address[first_line]=A street' -d metadata[k]=v --unset-metadata gone \
         --tags a --lines.0.price a --lines.1.price b --lines.1.quantity 2 --idempotency-key k --header 'X-Trace: 1' --header 'X-Token: sk_secret' --base-url http://localhost:1",
    );
    insta::assert_snapshot!(text);
}

#[test]
fn lists_are_read_over_their_pages() {
    let terminal = Terminal::new(ORDERS);
    let text = printed(
        &terminal,
        "orders list --all --created.gte 2026-01-31 --created.lt 2026-02-01 --status open",
    );
    insta::assert_snapshot!(text);
    assert!(printed(&terminal, "orders list --limit 3").contains(".take(3) {"));
    assert!(printed(&terminal, "orders list").contains("client.send(Orders::list())?;"));
}

/// Commands of the vendor's guide and others, by the name of the file that has what they print.
const PROGRAMS: [(&str, &str); 8] = [
    ("retrieve", "disputes retrieve dp_1MtJUT2eZvKYlo2CNaw2HvEv"),
    (
        "update",
        "disputes update dp_1MtJUT2eZvKYlo2CNaw2HvEv -d 'evidence[customer_email_address]'='email@example.com' \
         -d 'evidence[shipping_date]'=2024-02-01",
    ),
    (
        "update_with_upload",
        "disputes update dp_1MtJUT2eZvKYlo2CNaw2HvEv --evidence.receipt @../tests/examples/receipt.pdf \
         --evidence.customer-name 'Jenny Rosen' --unset-evidence.service-date --metadata order_id=6735 --unset-metadata note \
         --stage --idempotency-key 7e3c",
    ),
    ("close", "disputes close dp_1MtJUT2eZvKYlo2CNaw2HvEv"),
    (
        "list_by_payment_intent",
        "disputes list  --payment-intent=pi_1MtJUT2eZvKYlo2C",
    ),
    (
        "list_by_charge",
        "disputes list  --charge=ch_1MtJUT2eZvKYlo2C",
    ),
    (
        "list_over_pages",
        "disputes list --limit 3 --created.gte 2020-01-31 --expand data.charge --api-version 2023-10-16",
    ),
    (
        "files_create",
        "files create --file ../tests/examples/receipt.pdf --purpose dispute_evidence",
    ),
];

/// `tests/terminal` compiles these files, and runs them.
#[test]
fn the_guides_commands() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/terminal/printed");
    let terminal = Terminal::of(of_document(&disputes::document(), "stripe-disputes"));
    for (name, line) in PROGRAMS {
        let path = folder.join(name).with_extension("rs");
        let text = printed(&terminal, line);
        if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(&path).unwrap(), "{name}");
    }
}

#[test]
fn bodies_of_json_and_uploads() {
    let terminal = Terminal::new(FILES);
    let group = &terminal.program.words.groups.last().unwrap();
    let search = format!("{} {}", group.name, group.operations[0].name);
    let text = printed(&terminal, &format!("{search} --words a --within.days 7"));
    insta::assert_snapshot!(text);
    let text = printed(&terminal, "files create --file /tmp/a.png --purpose logo");
    insta::assert_snapshot!(text);
}

/// Arguments for operations of the fixture `printed`, by the module of its program that has what they print, and by their group of commands.
const FIXTURE: [(&str, &str, &str); 8] = [
    (
        "form",
        "forms",
        "--lines.0.price a --lines.0.quantity 1 --lines.0.weight 2 --lines.1.price b --lines.1.quantity 3 \
         --lines.1.lines '{\"price\": \"c\", \"quantity\": 4}' -d lines[1][parent][price]=p -d lines[1][parent][quantity]=7 --labels a=b \
         --counts a=1 --state open --levels low --levels high --level 1 --at 2026-01-31 --rate 1.5 --value 5 --note x --metadata k=v \
         --type t --trace-id 1",
    ),
    (
        "by_keys",
        "forms",
        "-d lines[0][price]=a -d lines[0][quantity]=1 -d lines[0][exact]=0.10 -d lines[0][amount]=1.20 \
         -d lines[0][lines][0][price]=b -d lines[0][lines][0][quantity]=2 -d note= -d metadata= -d value=none -d labels[x]=y",
    ),
    (
        "body_of_card",
        "bodies",
        "--method '{\"kind\": \"card\", \"number\": \"4242\"}' --any '{\"a\": [1, null]}'",
    ),
    (
        "body_of_bank",
        "bodies",
        "--method '{\"kind\": \"bank\", \"iban\": \"DE\"}' --lines.0.price a --lines.0.quantity 1",
    ),
    (
        "named",
        "manys",
        "--a 1 --b 2 --c 3 --d=true --e x --e y --f k=1 --g.price a --g.quantity 1 --h two --i z",
    ),
    ("raw_body", "pictures", "5 --body a.png"),
    (
        "parts",
        "parts",
        "--file a.png --more b.png --line.price a --line.quantity 2 --state done",
    ),
    ("parts_alone", "parts", "--file a.png"),
];

#[test]
fn kinds_of_values() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/over_loopback");
    let text = std::fs::read_to_string(folder.join("printed.yaml")).unwrap();
    let source = form_codegen::source::SourceText {
        name: "printed.yaml",
        bytes: text.as_bytes(),
    };
    let document =
        form_codegen::source::read(source, &[]).unwrap_or_else(|report| panic!("{report}"));
    let terminal = Terminal::of(of_document(&document, "fixture"));
    let (mut modules, mut names) = (String::new(), Vec::new());
    for (name, group, arguments) in FIXTURE {
        let groups = &terminal.program.words.groups;
        let found = groups.iter().find(|known| known.name == group).unwrap();
        let command = format!("{group} {}", found.operations[0].name);
        let text = printed(&terminal, &format!("{command} {arguments}"));
        assert!(!text.contains("raw_with"), "{name}: {text}");
        modules += &format!(
            "\nmod {name} {{\n{text}\npub fn run() -> Result<(), Box<dyn std::error::Error>> {{\n    main()\n}}\n}}\n"
        );
        names.push(format!("{name}::run"));
    }
    let program = format!(
        "//! What the command line prints as Rust compiles: `generator/tests/terminal/rust.rs` writes this file, and compares it with what is printed.\n\n\
         #[test]\nfn what_is_printed_compiles() {{\n    \
         let programs: [fn() -> Result<(), Box<dyn std::error::Error>>; {}] = [{}];\n    \
         assert!(!programs.is_empty());\n}}\n{modules}",
        names.len(),
        names.join(", "),
    );
    let path = folder.join("printed.rs");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        std::fs::write(&path, &program).unwrap();
    }
    assert_eq!(program, std::fs::read_to_string(&path).unwrap());
}
