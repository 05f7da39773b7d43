//! The options of `mock` and `trigger`.
//!
//! In: words. Out: [`MockArgs`] and [`TriggerArgs`]. What always holds: without an address, nothing but this machine reaches the server.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;

/// What to serve, and how.
#[derive(Args, Clone, Debug)]
pub struct MockArgs {
    /// An OpenAPI document, YAML or JSON.
    #[arg(value_name = "DOCUMENT")]
    pub document: Option<PathBuf>,
    /// Which crate of the configuration, where there are several.
    #[arg(long = "crate", value_name = "NAME", conflicts_with = "document")]
    pub krate: Option<String>,
    /// An OpenAPI overlay to apply to DOCUMENT; may be repeated.
    #[arg(long, value_name = "FILE", requires = "document")]
    pub overlay: Vec<PathBuf>,
    /// Where to listen.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// The port; 0 is any that is free.
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub port: u16,
    /// The one secret that is right; without it, any is that is not empty.
    #[arg(long, value_name = "SECRET")]
    pub secret: Option<String>,
    /// Objects to begin with: YAML or JSON, `dispute: {first: {amount: 1000}}`; `{$ref: '#/file/receipt'}` is another's id.
    #[arg(long, value_name = "FILE")]
    pub seed: Option<PathBuf>,
    /// Begin without the examples of what no operation makes.
    #[arg(long)]
    pub empty: bool,
    /// Stop when the standard input ends, and write all objects into this file, as `--seed` takes them.
    #[arg(long, value_name = "FILE")]
    pub dump: Option<PathBuf>,
    /// Write each exchange into this file, a line of JSON each, without secrets.
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// Send events to this address.
    #[arg(long, value_name = "URL")]
    pub forward_to: Option<String>,
    /// What events are signed with.
    #[arg(long, value_name = "SECRET")]
    pub webhook_secret: Option<String>,
    /// Which part of the requests fails by chance: 0.05 is one of twenty.
    #[arg(long, value_name = "PART", default_value_t = 0.0)]
    pub fault_rate: f64,
    /// How many requests are taken in a second; the rest get 429.
    #[arg(long, value_name = "NUMBER")]
    pub rate_limit: Option<u32>,
    /// Which requests fail, and how: YAML or JSON, `faults: [{on: POST /v1/*, fault: status=503, times: 1, skip: 0}]`.
    #[arg(long, value_name = "FILE")]
    pub faults: Option<PathBuf>,
    /// What ids and chance begin with: the same number, the same run.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub random: u64,
    /// Stop when the standard input ends: when the program that started this one does.
    #[arg(long)]
    pub stop_with_stdin: bool,
    /// Say nothing about requests.
    #[arg(long)]
    pub quiet: bool,
}

/// Which event to make.
#[derive(Args, Clone, Debug)]
pub struct TriggerArgs {
    /// The name of the event.
    #[arg(value_name = "EVENT")]
    pub event: String,
    /// A member of the object that it is about: `evidence_details.due_by=1750000000`; may be repeated.
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// The object that it is about, by its id; the newest, unless the event says that it is created.
    #[arg(long, value_name = "ID")]
    pub object: Option<String>,
    /// Where `mock` listens.
    #[arg(long, value_name = "URL")]
    pub server: String,
}
