//! What `--print rust` prints does what the command would do.

use stripe_disputes::Dispute;
use stripe_disputes::testing::mock::Server;

use crate::support::{DISPUTE, program};

/// Runs one, and says what it sent.
fn run(name: &str) -> (Server, Vec<String>) {
    let server = Server::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let output = program(env!("CARGO_BIN_EXE_printed"), &server, folder.path())
        // From where the paths of its files lead on.
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../generator"))
        .arg(name)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        !output.stdout.is_empty() || name.starts_with("list"),
        "{name}"
    );
    assert_eq!(server.violations(), [""; 0], "{name}");
    let sent = server.requests().iter().map(ToString::to_string).collect();
    (server, sent)
}

#[test]
fn programs_send_what_the_commands_send() {
    let one = |name: &str| {
        let (_, sent) = run(name);
        assert_eq!(sent.len(), 1, "{name}: {sent:#?}");
        sent.concat()
    };
    assert!(one("retrieve").contains(&format!("GET /v1/disputes/{DISPUTE}")));
    assert!(one("close").contains(&format!("POST /v1/disputes/{DISPUTE}/close")));
    assert!(one("list_by_charge").contains("?charge=ch_1MtJUT2eZvKYlo2C"));
    assert!(one("list_by_payment_intent").contains("?payment_intent=pi_1MtJUT2eZvKYlo2C"));
    assert!(one("list_over_pages").contains("limit=3"));
    assert!(one("files_create").contains("POST /v1/files"));
}

#[test]
fn programs_change_what_the_commands_change() {
    let (server, _) = run("update");
    let dispute: Dispute = server.object(DISPUTE).unwrap();
    let evidence = &dispute.evidence;
    assert_eq!(
        evidence.customer_email_address.as_deref(),
        Some("email@example.com")
    );
    assert_eq!(evidence.shipping_date.as_deref(), Some("2024-02-01"));
    let (server, sent) = run("update_with_upload");
    assert_eq!(sent.len(), 2, "{sent:#?}");
    let dispute: Dispute = server.object(DISPUTE).unwrap();
    assert_eq!(
        dispute.evidence.customer_name.as_deref(),
        Some("Jenny Rosen")
    );
    assert!(dispute.evidence.receipt.is_some());
    assert_eq!(dispute.metadata["order_id"], "6735");
    assert_eq!(dispute.evidence_details.submission_count, 0);
}
