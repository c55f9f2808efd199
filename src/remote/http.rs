//! Requests, tried again where the fault may pass.

use crate::base::Diag;
use std::time::Duration;
use ureq::http::Response;
use ureq::{Agent, Body};

/// How to speak to a store.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Further headers, such as Authorization.
    pub headers: Vec<(String, String)>,
    /// How long a request may take.
    pub timeout: Duration,
    /// How often a request is sent at most.
    pub tries: u32,
    /// The pause before the second try; each later one is twice as long.
    pub pause: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { headers: Vec::new(), timeout: Duration::from_secs(300), tries: 5, pause: Duration::from_millis(250) }
    }
}

/// A store at an address.
#[derive(Debug)]
pub struct Store {
    url: String,
    agent: Agent,
    settings: Settings,
}

/// How long a server may make us wait by Retry-After.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How much of a refusal is told.
const TOLD: u64 = 600;

impl Store {
    /// The store at an `http://` address.
    pub fn new(url: &str, settings: Settings) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(settings.timeout))
            .timeout_connect(Some(Duration::from_secs(10)))
            .user_agent(concat!("silkgraph/", env!("CARGO_PKG_VERSION")))
            .proxy(None)
            .max_redirects(0)
            .build();
        Store { url: url.to_owned(), agent: config.into(), settings }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// POST some bytes; `query` is added to the address.
    pub(super) fn post(&self, query: &str, media: &str, accept: &str, body: &[u8]) -> Result<Response<Body>, Diag> {
        let joint = if query.is_empty() {
            ""
        } else if self.url.contains('?') {
            "&"
        } else {
            "?"
        };
        let url = format!("{}{joint}{query}", self.url);
        let mut pause = self.settings.pause;
        for left in (0..self.settings.tries.max(1)).rev() {
            let mut request = self.agent.post(&url).header("Content-Type", media).header("Accept", accept);
            for (name, value) in &self.settings.headers {
                request = request.header(name, value);
            }
            let mut wait = pause;
            match request.send(body) {
                Ok(response) if response.status().is_success() => return Ok(response),
                Ok(response) => {
                    let status = response.status().as_u16();
                    if left == 0 || !matches!(status, 429 | 502 | 503 | 504) {
                        return Err(self.refused(response));
                    }
                    let told = response.headers().get("retry-after").and_then(|v| v.to_str().ok()?.parse().ok());
                    wait = told.map_or(wait, |s| Duration::from_secs(s).min(LONGEST_WAIT).max(wait));
                }
                Err(e @ (ureq::Error::BadUri(_) | ureq::Error::Http(_) | ureq::Error::RequireHttpsOnly(_) | ureq::Error::HostNotFound)) => {
                    return Err(self.unreached(&e));
                }
                Err(e) if left == 0 => return Err(self.unreached(&e)),
                Err(_) => {}
            }
            std::thread::sleep(wait);
            pause *= 2;
        }
        Err(Diag::error("remote::unreachable", &self.url, "no try was made"))
    }

    fn unreached(&self, error: &ureq::Error) -> Diag {
        let times = match self.settings.tries {
            0 | 1 => String::new(),
            n => format!(" ({n} tries)"),
        };
        Diag::error("remote::unreachable", &self.url, format!("the store cannot be reached{times}: {error}"))
            .help("is it running, and is this its address?")
    }

    fn refused(&self, response: Response<Body>) -> Diag {
        let status = response.status();
        let body = response.into_body().into_with_config().limit(TOLD).lossy_utf8(true).read_to_string();
        let words = body.unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let says = if words.is_empty() { String::new() } else { format!(": {words}") };
        let diag = Diag::error("remote::refused", &self.url, format!("the store answered {status}{says}"));
        match status.as_u16() {
            401 | 403 => diag.help("give a name and password or a token with --header 'Authorization: …'"),
            404 | 405 => diag.help("is this the address of the protocol? push wants the Graph Store one, query the query one"),
            _ => diag,
        }
    }
}

/// A value as a query string or a form writes it.
pub(super) fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len() * 2);
    for b in value.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(b)),
            _ => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}
