//! `events`: to listen, to verify, to sign and to send again.
//!
//! In: what was given. Out: what the module `events` makes of it. What always holds: an API that sends no events has none of these commands.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};

use super::around::Around;
use super::session::{Program, unwritten};
use crate::cli::ask::Common;
use crate::cli::events::{TOLERANCE, bytes, in_file, printed, sent, target, verified};
use crate::cli::stop::{Class, Stop};
use crate::mock::engine::{Engine, Settings};
use crate::mock::events::{Event, Target};
use crate::mock::model::{Events, Model};
use crate::mock::serve::{Around as ServerAround, Say, Server};

/// The variable that has the secret of signatures.
fn variable(program: &Program) -> String {
    format!("{}_WEBHOOK_SECRET", program.words.prefix())
}

/// The commands, where the API sends events.
pub fn command(program: &Program) -> Option<Command> {
    let events = program.model.events.as_ref()?;
    let to = Arg::new("forward-to")
        .long("forward-to")
        .value_name("URL")
        .required(true)
        .value_hint(ValueHint::Url)
        .help("Where events go, such as http://localhost:3000/webhooks");
    let file = || {
        Arg::new("file")
            .value_name("FILE")
            .required(true)
            .value_hint(ValueHint::FilePath)
    };
    let listen = Command::new("listen")
        .about("Serve the API for tests on this machine, and send the events that it causes")
        .arg(to.clone())
        .arg(
            Arg::new("port")
                .long("port")
                .value_name("PORT")
                .default_value("0")
                .value_parser(clap::value_parser!(u16))
                .help("The port of the test server; 0 is any that is free"),
        )
        .after_long_help("Nothing reaches the API: point clients to the address that is printed, by --base-url or in the environment.");
    let replay = Command::new("replay")
        .about("Send events from a file again, signed anew")
        .arg(file().help("JSON of an event, of a list of them, or of one a line"))
        .arg(to);
    let mut command = Command::new("events")
        .about("Events: receive, verify, sign and send them again")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .after_long_help(format!(
            "The secret of signatures is read from {}.",
            variable(program)
        ))
        .subcommands([listen, replay]);
    if signed(events).is_some() {
        let body = || file().help("The body as it came, byte for byte; - reads the standard input");
        let header = Arg::new("signature")
            .long("signature")
            .value_name("HEADER")
            .required(true);
        let any_age = Arg::new("any-age")
            .long("any-age")
            .action(ArgAction::SetTrue);
        command = command.subcommands([
            Command::new("verify")
                .about("Find out whether an event was sent by the API")
                .arg(body())
                .arg(header.help("The value of the header with the signature"))
                .arg(any_age.help("Take an old signature, too")),
            Command::new("sign")
                .about("Print the header with the signature of a body")
                .arg(body()),
        ]);
    }
    Some(command)
}

/// The header with the signature.
fn signed(events: &Events) -> Option<&str> {
    events.signature_header.as_deref()
}

/// Does what one of the commands says.
pub fn run(
    program: &Program,
    (name, matches): (&str, &ArgMatches),
    around: &mut Around<'_>,
) -> Result<(), Stop> {
    let model = &program.model;
    let Some(events) = &model.events else {
        return Err(Stop::usage("the API sends no events"));
    };
    let one = |id: &str| {
        let found = matches.try_get_one::<String>(id).ok().flatten();
        found.cloned().unwrap_or_default()
    };
    let variable = variable(program);
    let secret = (around.env)(&variable).filter(|secret| !secret.is_empty());
    let needed = || {
        let message = format!("{variable}: the secret of signatures is not set");
        secret
            .clone()
            .ok_or_else(|| Stop::new(Class::Settings, message))
    };
    match name {
        "listen" => {
            let port = matches.try_get_one::<u16>("port").ok().flatten().copied();
            listen(
                model,
                &one("forward-to"),
                secret,
                port.unwrap_or_default(),
                around,
            )
        }
        "replay" => {
            let target = target(model, &one("forward-to"), secret)?;
            let events = in_file(Path::new(&one("file")), events)?;
            replay((&target, &events), &variable, &Common::of(matches), around)
        }
        "verify" => {
            let is_any = matches.try_get_one::<bool>("any-age").ok().flatten();
            let tolerance = (is_any != Some(&true)).then_some(TOLERANCE);
            verify(
                (&one("file"), value_of(&one("signature"), events)),
                &needed()?,
                tolerance,
                around,
            )
        }
        _ => {
            let header = signed(events).unwrap_or("Signature");
            sign(header, &one("file"), &needed()?, around)
        }
    }
}

/// Sends events again, or shows them.
fn replay(
    (target, events): (&Target, &[Event]),
    variable: &str,
    common: &Common,
    around: &mut Around<'_>,
) -> Result<(), Stop> {
    if common.print.is_some() {
        return Err(Stop::usage("--print: events are shown by --dry-run alone"));
    }
    for event in events {
        if common.dry_run {
            let text = printed(target, event, variable);
            let written = around.out.write_all(text.as_bytes());
            written.map_err(|error| unwritten(&error))?;
            continue;
        }
        let status = sent(target, event)?;
        around.say(&format!(
            "{}: {status}",
            crate::cli::stop::harmless(&event.name)
        ));
    }
    Ok(())
}

/// The value of the header with the signature, which may be given with the header's name before it, as it is printed.
fn value_of<'t>(text: &'t str, events: &Events) -> &'t str {
    let named = text.split_once(':').filter(|(name, _)| {
        signed(events).is_some_and(|header| name.trim().eq_ignore_ascii_case(header))
    });
    named.map_or(text, |(_, value)| value.trim())
}

/// Prints the header with the signature of a body.
fn sign(header: &str, file: &str, secret: &str, around: &mut Around<'_>) -> Result<(), Stop> {
    let body = bytes(file, around.input)?;
    let value = crate::mock::events::signature(secret, around.now, &body);
    let written = writeln!(around.out, "{header}: {value}");
    written.map_err(|error| unwritten(&error))
}

/// Finds out whether a body was signed with that secret.
fn verify(
    (file, signature): (&str, &str),
    secret: &str,
    tolerance: Option<i64>,
    around: &mut Around<'_>,
) -> Result<(), Stop> {
    let body = bytes(file, around.input)?;
    let checked = verified(signature, secret, &body, around.now, tolerance);
    checked.map_err(|fault| Stop::new(Class::Refused, fault))?;
    around.say("the signature is right");
    Ok(())
}

/// Serves until the program is ended.
fn listen(
    model: &Model,
    address: &str,
    secret: Option<String>,
    port: u16,
    around: &mut Around<'_>,
) -> Result<(), Stop> {
    let is_signed = secret.is_some();
    let target = target(model, address, secret)?;
    let engine = Arc::new(Engine::new(model.clone(), Settings::default()));
    let say: Say = Box::new(|line| eprintln!("{line}"));
    let server = Server::start(
        SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port),
        engine,
        ServerAround {
            target: Some(target),
            say: Some(say),
            ..ServerAround::default()
        },
        2,
    );
    let server =
        server.map_err(|error| Stop::new(Class::Network, format!("port {port}: {error}")))?;
    let written = writeln!(around.out, "listening on {}", server.url());
    let written = written.and_then(|()| around.out.flush());
    written.map_err(|error| unwritten(&error))?;
    if !is_signed {
        around.say("events are not signed: there is no secret in the environment");
    }
    loop {
        std::thread::park();
    }
}
