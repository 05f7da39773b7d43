//! What whoever uses the program for the first time runs into.

use crate::requests::ORDERS;
use crate::support::{Terminal, of_document};

const SECURITY: &str =
    "  securitySchemes: {bearer: {type: http, scheme: bearer}}\nsecurity: [{bearer: []}]\n";

const EVENTS: &str = "
x-webhooks:
  order.done:
    post:
      requestBody: {content: {application/json: {schema: {type: object, required: [id, type], properties: {id: {type: string}, type: {type: string, enum: [order.done]}}}}}}
      responses: {'200': {description: Taken.}}
x-client: {signatureHeader: Order-Signature}
";

fn secured() -> Terminal {
    Terminal::new(&format!("{ORDERS}{SECURITY}"))
}

#[test]
fn what_the_document_lacks_is_proved_as_anything_else() {
    let mut terminal = secured();
    let ran = terminal.run("raw POST /v1/gadgets -d a=b --dry-run");
    assert!(
        ran.out.contains("Authorization: Bearer (from PETS_KEY)\n"),
        "{ran:?}"
    );
    let ran = terminal.run("raw POST /v1/gadgets -d a=b --print curl");
    assert!(ran.out.contains("Bearer $PETS_KEY"), "{ran:?}");
    let ran = terminal.run("raw POST /v1/gadgets -d a=b");
    assert_eq!((ran.code, ran.sent.len()), (3, 0), "{ran:?}");
    assert!(ran.err.contains("PETS_KEY"), "{ran:?}");
    terminal
        .env
        .insert("PETS_KEY".to_owned(), "sk_test_1".to_owned());
    let ran = terminal.run("raw POST /v1/gadgets -d a=b");
    assert_eq!(ran.sent, ["POST /v1/gadgets a=b"], "{ran:?}");
}

#[cfg(unix)]
#[test]
fn the_keyring_is_asked_for_what_the_document_lacks_and_named_where_it_would_be() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.yaml");
    let text = "profiles: {live: {secret_command: [printf, sk_test_1]}}\n";
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    let mut terminal = secured();
    let config = ("PETS_CONFIG".to_owned(), path.display().to_string());
    terminal.env.extend([config]);
    let ran = terminal.run("raw POST /v1/gadgets --profile live");
    assert_eq!(ran.sent, ["POST /v1/gadgets"], "{ran:?}");
    let ran = terminal.run("orders list --profile live --dry-run");
    assert!(
        ran.out
            .contains("Authorization: Bearer (from secret_command)\n"),
        "{ran:?}"
    );
}

#[test]
fn events_are_printed_where_nothing_is_to_be_sent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("event.json");
    std::fs::write(&path, "{\"id\": \"evt_1\", \"type\": \"order.done\"}").unwrap();
    let terminal = Terminal::new(&format!("{EVENTS}{ORDERS}"));
    // Nobody listens at that port: what is sent fails.
    let line = format!(
        "events replay {} --forward-to http://127.0.0.1:1/hooks",
        path.display()
    );
    let ran = terminal.run(&format!("{line} --dry-run"));
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "POST http://127.0.0.1:1/hooks\nContent-Type: application/json\n\n{\"id\":\"evt_1\",\"type\":\"order.done\"}\n"
        ),
        "{ran:?}"
    );
    let ran = terminal.run(&format!("{line} --print curl"));
    assert_eq!(ran.code, 2, "{ran:?}");
}

#[test]
fn a_signature_is_verified_as_it_was_printed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("event.json");
    std::fs::write(&path, "{}").unwrap();
    let path = path.display();
    let mut terminal = Terminal::new(&format!("{EVENTS}{ORDERS}"));
    let secret = ("PETS_WEBHOOK_SECRET".to_owned(), "whsec_1".to_owned());
    terminal.env.extend([secret]);
    let signed = terminal.run(&format!("events sign {path}")).out;
    let ran = terminal.run(&format!(
        "events verify {path} --signature '{}'",
        signed.trim()
    ));
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn columns_without_a_name_are_none() {
    let terminal = Terminal::new(ORDERS);
    for line in ["orders list --columns ''", "orders list --columns id,"] {
        let ran = terminal.run(line);
        assert_eq!((ran.code, ran.sent.len()), (2, 0), "{line}: {ran:?}");
    }
}

#[test]
fn a_time_that_is_none_is_told_what_times_are() {
    let ran = Terminal::new(ORDERS).run("orders list --created.gte yesterday");
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("seconds since 1970"), "{ran:?}");
}

#[test]
fn what_is_wrong_with_a_file_is_said_to_whoever_wrote_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("address.yaml");
    std::fs::write(&path, "country: DE\ncountry: FR\n").unwrap();
    let path = path.display();
    let ran = Terminal::new(ORDERS).run(&format!("orders create --address-file {path}"));
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(
        ran.err,
        format!(
            "error: {path}: duplicate mapping key: country not allowed here at line 2, column 1\n"
        )
    );
}

#[test]
fn the_summary_of_long_flags_is_read_across() {
    let long = "a_name_that_is_longer_than_most_lines_of_a_terminal_have_room_for_beside_a_sentence_of_a_few_words";
    let document = ORDERS.replace("first_line", long);
    let document = document.replace(
        &format!("{long}: {{type: string, maxLength: 20}}"),
        &format!("{long}: {{type: string, description: Where to send what was ordered.}}"),
    );
    let ran = Terminal::new(&document).run("orders update -h");
    assert!(
        ran.out
            .contains("\n          Where to send what was ordered\n"),
        "{ran:?}"
    );
    let short = Terminal::new(ORDERS).run("orders retrieve -h");
    assert!(
        short.out.contains("  <ORDER>  ID of the order."),
        "{short:?}"
    );
}

#[test]
fn one_is_one_character() {
    let document = ORDERS.replace("maxLength: 9}", "minLength: 1, maxLength: 9}");
    let ran = Terminal::new(&document).run("orders create --help");
    assert!(ran.out.contains("At least 1 character. "), "{ran:?}");
}

#[test]
fn a_man_page_has_the_programs_name() {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: Pets, version: '7'}}\nservers: [{{url: 'https://api.example'}}]\n{ORDERS}"
    );
    let source = form_codegen::source::SourceText {
        name: "api.yaml",
        bytes: text.as_bytes(),
    };
    let document = form_codegen::source::read(source, &[]).unwrap();
    let terminal = Terminal::of(of_document(&document, "all-pets"));
    let folder = tempfile::tempdir().unwrap();
    let ran = terminal.run(&format!("man {}", folder.path().display()));
    assert_eq!(ran.code, 0, "{ran:?}");
    let page = folder.path().join("all-pets-orders-update.1");
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("\\fBall\\-pets orders update\\fR"), "{page}");
}

#[test]
fn a_table_that_goes_elsewhere_has_all_columns() {
    let many: String = (0..6)
        .map(|number| format!("a_member_with_a_rather_long_name_{number}: {{type: integer}}, "))
        .collect();
    let document = ORDERS.replace(
        "        amount: {type: integer}\n",
        &format!("        amount: {{type: integer}}\n        many: {{type: object, properties: {{{many}}}}}\n"),
    );
    let document = document.replace(
        "      x-resourceId: order\n",
        "      x-resourceId: order\n      x-cli: {columns: [id, many.a_member_with_a_rather_long_name_0, many.a_member_with_a_rather_long_name_1, many.a_member_with_a_rather_long_name_2, many.a_member_with_a_rather_long_name_3, status]}\n",
    );
    let terminal = Terminal::new(&document);
    assert_eq!(terminal.run("orders create").code, 0);
    let ran = terminal.run("orders list --output table");
    let head = ran.out.lines().next().unwrap();
    assert!(head.ends_with("  status"), "{ran:?}");
}
