//! A command line of a document, without a process: what is typed goes in, what is written comes out.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use form_cli::request::{Made, MadeBody, PartValue, query_text};
use form_cli::run::{Around, Program, Terminals, run};
use form_cli::send::{Answer, How, Sender, Settings};
use form_cli::stop::{Class, Stop};
use form_codegen::emit::{CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails};
use form_codegen::guide::Guide;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::mock::TestData;
use form_codegen::source::{SourceText, read};
use form_mock::engine::{Engine, Opened, Settings as MockSettings};
use form_mock::faults::Twist;
use form_mock::read::Incoming;

/// The time of all tests.
pub const NOW: i64 = 1_700_000_000;

/// The program of a document.
pub fn program(text: &str) -> Program {
    let source = SourceText {
        name: "api.yaml",
        bytes: text.as_bytes(),
    };
    of_document(
        &read(source, &[]).unwrap_or_else(|report| panic!("{report}")),
        "pets",
    )
}

pub fn of_document(document: &form_codegen::source::Document, name: &str) -> Program {
    let (api, found) = lower(&document.spec, LowerOptions { keep_going: false });
    assert!(!document.report_with(found).has_errors());
    let mut words = form_codegen::terminal::words(&api, name, &name.replace('-', "_"));
    words.names = form_codegen::emit::crate_names(&api, &options(name));
    Program {
        model: form_codegen::mock::model(&api, &document.spec),
        words,
        version: "1.2.3".to_owned(),
    }
}

/// What a crate of that name is made with.
pub fn options(name: &str) -> CrateOptions {
    CrateOptions {
        package: Package::parse(name).unwrap(),
        version: CrateVersion::FIRST,
        command: String::new(),
        described_in: None,
        guide: Guide::default(),
        details: PackageDetails::default(),
        features: FeatureChoice::default(),
        test_data: TestData::default(),
    }
}

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub code: u8,
    pub out: String,
    pub err: String,
    /// What was sent: method, path with query, and body, a request each.
    pub sent: Vec<String>,
}

/// A terminal.
pub struct Terminal {
    pub program: Program,
    pub engine: Arc<Engine>,
    pub terminals: Terminals,
    pub input: String,
    pub env: BTreeMap<String, String>,
}

impl Terminal {
    pub fn new(document: &str) -> Self {
        Self::of(program(&format!(
            "openapi: 3.0.3\ninfo: {{title: Pets, version: '7'}}\nservers: [{{url: 'https://api.example'}}]\n{document}"
        )))
    }

    pub fn of(program: Program) -> Self {
        let settings = MockSettings {
            now: Some(NOW),
            ..MockSettings::default()
        };
        let engine = Arc::new(Engine::new(program.model.clone(), settings));
        Self {
            program,
            engine,
            terminals: Terminals::default(),
            input: String::new(),
            env: BTreeMap::new(),
        }
    }

    /// The same with somebody in front of it, who types that.
    pub fn typing(mut self, input: &str) -> Self {
        self.terminals = Terminals {
            input: true,
            out: true,
            err: true,
        };
        self.input = input.to_owned();
        self
    }

    /// Runs a command line, apart at blanks; `'` holds together.
    pub fn run(&self, line: &str) -> Ran {
        let mut arguments = vec![self.program.words.program.clone()];
        arguments.extend(words(line));
        let sent = Rc::new(RefCell::new(Vec::new()));
        let (engine, log) = (Arc::clone(&self.engine), Rc::clone(&sent));
        let connect = move |_: Settings| -> Result<Box<dyn Sender>, Stop> {
            Ok(Box::new(ToEngine(Arc::clone(&engine), Rc::clone(&log))))
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let env = |name: &str| self.env.get(name).cloned();
        let mut around = Around {
            env: &env,
            input: &mut self.input.as_bytes(),
            out: &mut out,
            err: &mut err,
            terminals: self.terminals,
            width: 100,
            now: NOW,
            connect: &connect,
        };
        let code = run(&self.program, &arguments, &mut around);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran {
            code,
            out: text(out),
            err: text(err),
            sent: sent.take(),
        }
    }
}

/// The words of a line.
pub fn words(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    let (mut quoted, mut is_word) = (false, false);
    for c in line.chars() {
        match c {
            '\'' => (quoted, is_word) = (!quoted, true),
            c if c.is_whitespace() && !quoted => {
                if is_word {
                    found.push(std::mem::take(&mut word));
                }
                is_word = false;
            }
            c => {
                word.push(c);
                is_word = true;
            }
        }
    }
    if is_word {
        found.push(word);
    }
    found
}

/// Sends to a server without a socket.
struct ToEngine(Arc<Engine>, Rc<RefCell<Vec<String>>>);

impl Sender for ToEngine {
    fn send(&self, made: &Made, how: &How) -> Result<Answer, Stop> {
        let (kind, body) = body(&made.body);
        let mut headers = http::HeaderMap::new();
        headers.insert("authorization", "Bearer sk_test".parse().unwrap());
        if !kind.is_empty() {
            headers.insert("content-type", kind.parse().unwrap());
        }
        for (name, value) in &made.headers {
            let name: http::HeaderName = name.parse().unwrap();
            headers.insert(name, value.parse().unwrap());
        }
        let query = query_text(&made.query);
        let mark = if query.is_empty() { "" } else { "?" };
        let key = how.idempotency_key.as_ref();
        let key = key.map(|key| format!(" key={key}")).unwrap_or_default();
        let shown = format!("{} {}{mark}{query} {body}{key}", made.method, made.path);
        self.1.borrow_mut().push(shown.trim_end().to_owned());
        let incoming = Incoming {
            method: made.method.clone(),
            path: made.path.clone(),
            query,
            headers,
            body: body.into_bytes().into(),
        };
        let reply = match self.0.open(&incoming) {
            Opened::New(ticket) => self.0.answer(&incoming, ticket, &Twist::default()),
            Opened::Known(reply) => *reply,
        };
        if !(200..300).contains(&reply.status) {
            let text = String::from_utf8_lossy(&reply.body).into_owned();
            return Err(Stop::new(Class::of_status(reply.status), text));
        }
        let mut headers = reply.headers.iter();
        Ok(Answer {
            status: reply.status,
            link: headers
                .find(|(name, _)| name == "link")
                .map(|(_, value)| value.clone()),
            body: reply.body,
        })
    }
}

fn body(body: &MadeBody) -> (String, String) {
    match body {
        MadeBody::None => (String::new(), String::new()),
        MadeBody::Form(pairs) => (
            "application/x-www-form-urlencoded".to_owned(),
            query_text(pairs),
        ),
        MadeBody::Json(kind, value) => (kind.clone(), value.to_string()),
        MadeBody::File(kind, path) => (kind.clone(), std::fs::read_to_string(path).unwrap()),
        MadeBody::Parts(parts) => {
            let mut text = String::new();
            for (name, part) in parts {
                let (file, value) = match part {
                    PartValue::Text(value) => ("", value.clone()),
                    PartValue::File(path) => {
                        ("; filename=\"a\"", std::fs::read_to_string(path).unwrap())
                    }
                };
                text += &format!(
                    "--b\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n"
                );
            }
            (
                "multipart/form-data; boundary=b".to_owned(),
                text + "--b--\r\n",
            )
        }
    }
}
