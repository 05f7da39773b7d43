//! The vendor's SDKs for Node and Python make every call of the vendor's guide on the test server, unchanged but for the base URL.
//!
//! In: the scripts of `tests/node` and `tests/python`. Out: nothing, if they end as they should, and what they sent on purpose is all that was
//! refused. Where an SDK is absent, a line says that this was skipped.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use acceptance::node::Node;
use acceptance::process::Running;
use acceptance::python::Python;
use acceptance::watch::within;
use stripe_disputes::testing::mock::Server;

/// The scripts give up by themselves after a minute.
const PATIENCE: Duration = Duration::from_secs(90);

/// Runs a script with a server of its own.
fn guided(name: &'static str, command: impl FnOnce(&Server) -> Command + Send + 'static) {
    within(PATIENCE, name, move || {
        let server = Server::start().unwrap();
        server
            .on("POST /v1/files")
            .times(1)
            .fail("status=503")
            .unwrap();
        let mut command = command(&server);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut script = Running::start(&mut command).unwrap();
        let output = script.child().stdout.take().unwrap();
        let mut output = BufReader::new(output);
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = format!("http://127.0.0.1:{}/", line.trim());
        server.forward_to(&address).unwrap();
        let mut input = script.child().stdin.take().unwrap();
        writeln!(input, "go").unwrap();
        let mut rest = String::new();
        output.read_to_string(&mut rest).unwrap();
        assert_eq!(rest.trim(), "done", "{name}");
        assert_eq!(
            server.violations(),
            violations(&server),
            "{name}: what is sent by mistake, and what comes too late"
        );
        assert!(server.deliveries().iter().all(|one| one.is_taken()));
    });
}

/// What the scripts send to be refused.
fn violations(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let refused = requests
        .iter()
        .filter(|request| !request.violations.is_empty());
    let paths: Vec<_> = refused.map(|request| request.path.clone()).collect();
    let [update, close] = paths.as_slice() else {
        panic!("{paths:?}");
    };
    vec![
        format!(
            "POST {update}: evidence[customer_nmae]: Received unknown parameter: evidence[customer_nmae]. Did you mean customer_name?"
        ),
        format!("POST {close}: This dispute is already closed."),
    ]
}

#[test]
fn node_goes_through_the_guide() {
    let Some(node) = Node::find_or_skip("the guide by the SDK for Node") else {
        return;
    };
    guided("the guide in Node", |server| {
        let mut command = node.script("guide.mjs");
        command.args([&server.url(), server.webhook_secret()]);
        command
    });
}

#[test]
fn python_goes_through_the_guide() {
    let Some(python) = Python::find_or_skip("the guide by the SDK for Python") else {
        return;
    };
    guided("the guide in Python", |server| {
        let mut command = python.script("guide.py");
        command.args([&server.url(), server.webhook_secret()]);
        command
    });
}
