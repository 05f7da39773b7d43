//! What `--help` says, what shells complete, and events.

use crate::requests::ORDERS;
use crate::support::Terminal;

const EVENTS: &str = "
x-webhooks:
  order.done:
    post:
      requestBody: {content: {application/json: {schema: {type: object, required: [id, type], properties: {id: {type: string}, type: {type: string, enum: [order.done]}}}}}}
      responses: {'200': {description: Taken.}}
x-client: {signatureHeader: Order-Signature}
";

#[test]
fn the_help_of_an_operation() {
    let terminal = Terminal::new(ORDERS);
    insta::assert_snapshot!(terminal.run("orders update --help").out);
}

#[test]
fn the_help_of_the_program() {
    let terminal = Terminal::new(ORDERS);
    insta::assert_snapshot!(terminal.run("--help").out);
}

#[test]
fn completions_name_every_flag() {
    let terminal = Terminal::new(ORDERS);
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let ran = terminal.run(&format!("completions {shell}"));
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains("address.first-line"), "{shell}");
        assert!(ran.out.contains("lines.0.price"), "{shell}");
    }
}

#[test]
fn each_command_has_a_man_page() {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal::new(ORDERS);
    let ran = terminal.run(&format!("man {}", folder.path().display()));
    assert_eq!(ran.code, 0, "{ran:?}");
    let page = std::fs::read_to_string(folder.path().join("pets-orders-update.1")).unwrap();
    assert!(page.contains("Change an order"), "{page}");
    assert!(page.contains("form key: address[first_line]"), "{page}");
}

#[test]
fn signatures_are_made_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("event.json");
    std::fs::write(&path, "{\"id\": \"evt_1\", \"type\": \"order.done\"}").unwrap();
    let path = path.display();
    let mut terminal = Terminal::new(&format!("{EVENTS}{ORDERS}"));
    let ran = terminal.run(&format!("events sign {path}"));
    assert_eq!(ran.code, 3, "{ran:?}");
    terminal
        .env
        .insert("PETS_WEBHOOK_SECRET".to_owned(), "whsec_1".to_owned());
    let ran = terminal.run(&format!("events sign {path}"));
    let value = ran
        .out
        .trim()
        .strip_prefix("Order-Signature: ")
        .unwrap()
        .to_owned();
    let verify = format!("events verify {path} --signature {value}");
    assert_eq!(terminal.run(&verify).code, 0);
    std::fs::write(folder.path().join("event.json"), "{}").unwrap();
    let ran = terminal.run(&verify);
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(!ran.err.contains("whsec_1"));
    let old = value.replace("t=17", "t=16");
    assert_eq!(
        terminal
            .run(&format!("events verify {path} --signature {old}"))
            .code,
        4
    );
}

#[test]
fn events_are_sent_again() {
    use std::io::{Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let receiver = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut text = String::new();
        let mut buffer = [0; 4096];
        while !text.contains("order.done") {
            let count = stream.read(&mut buffer).unwrap();
            text.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
        }
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
            .unwrap();
        text
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.jsonl");
    std::fs::write(&path, "{\"id\": \"evt_1\", \"type\": \"order.done\"}\n").unwrap();
    let mut terminal = Terminal::new(&format!("{EVENTS}{ORDERS}"));
    terminal
        .env
        .insert("PETS_WEBHOOK_SECRET".to_owned(), "whsec_1".to_owned());
    let ran = terminal.run(&format!(
        "events replay {} --forward-to http://{address}/hooks",
        path.display()
    ));
    assert_eq!(ran.code, 0, "{ran:?}");
    let request = receiver.join().unwrap();
    assert!(request.starts_with("POST /hooks HTTP/1.1\r\n"), "{request}");
    assert!(
        request.to_lowercase().contains("order-signature: t="),
        "{request}"
    );
}

#[cfg(unix)]
#[test]
fn a_profile_is_believed_only_if_others_cannot_write_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.yaml");
    std::fs::write(
        &path,
        "profiles: {live: {base_url: 'https://live.example', secret_variable: LIVE}}\n",
    )
    .unwrap();
    let mut terminal = Terminal::new(ORDERS);
    terminal
        .env
        .insert("PETS_CONFIG".to_owned(), path.display().to_string());
    let mode =
        |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o644);
    let ran = terminal.run("orders list --profile live --dry-run");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("chmod 600"), "{ran:?}");
    mode(0o600);
    let ran = terminal.run("orders list --profile live --dry-run");
    assert_eq!(ran.out, "GET https://live.example/v1/orders\n", "{ran:?}");
    assert_eq!(terminal.run("orders list --profile other").code, 3);
    std::fs::write(&path, "profiles: {live: {secret: sk_secret}}\n").unwrap();
    let ran = terminal.run("orders list --profile live --dry-run");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(!ran.err.contains("sk_secret"), "{ran:?}");
}
