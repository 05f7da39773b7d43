//! The commands of the vendor's guide, as they stand there but for the program's name, and the help of all commands.

use std::path::Path;

use form_codegen::source::{Document, SourceText, read};

use crate::support::{Ran, Terminal, of_document};

pub fn document() -> Document {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let text = |path: &Path| std::fs::read_to_string(path).unwrap();
    let mut overlays: Vec<(String, String)> = std::fs::read_dir(spec.join("overlays"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (
                path.file_name().unwrap().to_str().unwrap().to_owned(),
                text(&path),
            )
        })
        .collect();
    overlays.sort();
    let overlays: Vec<SourceText<'_>> = overlays
        .iter()
        .map(|(name, text)| SourceText {
            name,
            bytes: text.as_bytes(),
        })
        .collect();
    let document = text(&spec.join("stripe-disputes-api-openapi.yml"));
    let document = SourceText {
        name: "api.yaml",
        bytes: document.as_bytes(),
    };
    read(document, &overlays).unwrap_or_else(|report| panic!("{report}"))
}

fn disputes() -> Terminal {
    let mut terminal = Terminal::of(of_document(&document(), "stripe-disputes"));
    let secret = ("STRIPE_SECRET_KEY".to_owned(), "sk_test_1".to_owned());
    terminal.env.extend([secret]);
    terminal
}

fn one(terminal: &Terminal, line: &str) -> Ran {
    let ran = terminal.run(line);
    assert_eq!(ran.code, 0, "{line}: {ran:?}");
    ran
}

#[test]
fn the_guides_commands() {
    let terminal = disputes();
    let id = one(&terminal, "disputes list -q").out.trim().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("receipt.pdf");
    std::fs::write(&path, "a receipt").unwrap();
    let upload = format!(
        "files create --file {} --purpose dispute_evidence -q",
        path.display()
    );
    let file = one(&terminal, &upload).out.trim().to_owned();

    let ran = one(&terminal, &format!("disputes retrieve {id}"));
    assert_eq!(ran.sent, [format!("GET /v1/disputes/{id}")]);
    let ran = one(
        &terminal,
        &format!(
            "disputes update {id} \
               -d 'evidence[customer_email_address]'='email@example.com' \
               -d 'evidence[shipping_date]'=2024-02-01 \
               -d 'evidence[shipping_documentation]'='{file}'"
        ),
    );
    assert_eq!(
        ran.sent,
        [format!(
            "POST /v1/disputes/{id} evidence%5Bcustomer_email_address%5D=email%40example.com&evidence%5Bshipping_date%5D=2024-02-01\
             &evidence%5Bshipping_documentation%5D={file}"
        )]
    );
    let ran = one(
        &terminal,
        "disputes list  --payment-intent=pi_1MtJUT2eZvKYlo2C",
    );
    assert_eq!(
        ran.sent,
        ["GET /v1/disputes?payment_intent=pi_1MtJUT2eZvKYlo2C"]
    );
    let ran = one(&terminal, "disputes list  --charge=ch_1MtJUT2eZvKYlo2C");
    assert_eq!(ran.sent, ["GET /v1/disputes?charge=ch_1MtJUT2eZvKYlo2C"]);
}

#[test]
fn typed_flags_beside_them() {
    let terminal = disputes();
    let id = one(&terminal, "disputes list -q").out.trim().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("receipt.pdf");
    std::fs::write(&path, "a receipt").unwrap();
    let ran = one(
        &terminal,
        &format!(
            "disputes update {id} --evidence.customer-name 'Jenny Rosen' --evidence.receipt @{} \
             --metadata order_id=6735 --unset-metadata note --stage",
            path.display()
        ),
    );
    assert!(ran.sent[0].contains("dispute_evidence"), "{ran:?}");
    let sent = &ran.sent[1];
    assert!(
        sent.contains("evidence%5Bcustomer_name%5D=Jenny%20Rosen"),
        "{sent}"
    );
    assert!(sent.contains("evidence%5Breceipt%5D=file_"), "{sent}");
    assert!(
        sent.contains("metadata%5Border_id%5D=6735&metadata%5Bnote%5D="),
        "{sent}"
    );
    assert!(sent.contains("submit=false"), "{sent}");
}

#[test]
fn values_are_cleared_and_read_from_files() {
    let terminal = disputes();
    let id = one(&terminal, "disputes list -q").out.trim().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let ran = one(
        &terminal,
        &format!("disputes update {id} --unset-evidence.customer-name --stage"),
    );
    assert!(
        ran.sent[0].contains("evidence%5Bcustomer_name%5D="),
        "{ran:?}"
    );
    let yaml = folder.path().join("evidence.yaml");
    std::fs::write(
        &yaml,
        "customer_name: Jenny Rosen\nshipping_date: 2024-02-01\n",
    )
    .unwrap();
    let ran = one(
        &terminal,
        &format!(
            "disputes update {id} --evidence-file {} --stage",
            yaml.display()
        ),
    );
    assert!(
        ran.sent[0].contains("evidence%5Bshipping_date%5D=2024-02-01"),
        "{ran:?}"
    );
    std::fs::write(&yaml, "customer_nmae: Jenny Rosen\n").unwrap();
    let ran = terminal.run(&format!(
        "disputes update {id} --evidence-file {}",
        yaml.display()
    ));
    assert_eq!((ran.code, ran.sent.len()), (2, 0), "{ran:?}");
}

#[test]
fn what_is_final_is_asked_for() {
    let terminal = disputes();
    let id = one(&terminal, "disputes list -q").out.trim().to_owned();
    assert_eq!(terminal.run(&format!("disputes close {id}")).code, 10);
    assert_eq!(
        terminal.run(&format!("disputes update {id} --submit")).code,
        10
    );
    let typing = disputes().typing("");
    let ran = one(
        &typing,
        &format!("disputes update {id} --evidence.customer-name A"),
    );
    assert!(ran.err.contains("--stage does not"), "{ran:?}");
    let ran = one(&typing, "disputes list --color never");
    assert!(
        ran.out.contains("due_by") && ran.out.contains("(in "),
        "{ran:?}"
    );
}

#[test]
fn the_help_of_all_commands() {
    let terminal = disputes();
    let mut commands = vec!["".to_owned()];
    for group in &terminal.program.words.groups {
        commands.push(group.name.clone());
        let operations = group.operations.iter();
        commands.extend(operations.map(|one| format!("{} {}", group.name, one.name)));
    }
    for name in [
        "events",
        "events listen",
        "events verify",
        "events sign",
        "events replay",
        "raw",
        "completions",
        "man",
    ] {
        commands.push(name.to_owned());
    }
    for command in commands {
        let ran = one(&terminal, &format!("{command} --help"));
        // What every command takes stands once: with the program.
        let text = match (command.is_empty(), ran.out.split_once("\nSending:\n")) {
            (false, Some((head, tail))) => {
                let after = tail.split_once("\nExample:\n").map(|(_, after)| after);
                format!("{head}\n…\n\nExample:\n{}", after.unwrap_or_default())
            }
            _ => ran.out,
        };
        let name = format!("help {command}").trim().replace(' ', "-");
        insta::assert_snapshot!(name, text);
    }
}
