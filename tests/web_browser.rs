//! The explorer in Debian's Chromium, headless, over WebDriver: `apt-get install chromium chromium-driver`.
//! Skipped with one line where there is none.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod web_kit;

use serde_json::{Value, json};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use web_kit::{Server, send, small};

/// A browser of its own, with a new profile.
struct Browser {
    driver: Child,
    address: SocketAddr,
    session: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    fn start(script: bool, language: &str) -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut driver = Command::new("chromedriver");
        let driver = driver.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
        let (address, profile) = (SocketAddr::from(([127, 0, 0, 1], port)), tempfile::tempdir().unwrap());
        let mut browser = Browser { driver, address, session: String::new(), _profile: profile };
        let until = Instant::now() + Duration::from_secs(30);
        while std::net::TcpStream::connect(address).is_err() {
            assert!(Instant::now() < until, "chromedriver does not listen");
            std::thread::sleep(Duration::from_millis(100));
        }
        let flags = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
                     --disable-component-update --disable-sync --window-size=1200,900";
        let mut flags: Vec<String> = flags.split_whitespace().map(str::to_owned).collect();
        flags.push(format!("--user-data-dir={}", browser._profile.path().display()));
        flags.push(format!("--accept-lang={language}"));
        let prefs = if script { json!({}) } else { json!({ "profile.managed_default_content_settings.javascript": 2 }) };
        let options = json!({ "args": flags, "prefs": prefs });
        let wish = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } });
        let made = browser.call("POST", "/session", &wish);
        browser.session = made["sessionId"].as_str()?.to_owned();
        Some(browser)
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let got = send(self.address, method, path, &[("Content-Type", "application/json")], body.as_bytes());
        serde_json::from_str::<Value>(&got.body).map_or(Value::Null, |mut v| v["value"].take())
    }

    fn post(&self, path: &str, body: Value) -> Value {
        self.call("POST", &format!("/session/{}{path}", self.session), &body)
    }

    fn get(&self, path: &str) -> Value {
        self.call("GET", &format!("/session/{}{path}", self.session), &Value::Null)
    }

    fn open(&self, server: &Server, path: &str) {
        self.post("/url", json!({ "url": format!("http://{}{path}", server.address) }));
    }

    /// The element that fits; waits for it.
    fn find(&self, css: &str) -> String {
        let until = Instant::now() + Duration::from_secs(15);
        loop {
            let found = self.post("/element", json!({ "using": "css selector", "value": css }));
            if let Some(id) =
                found.as_object().and_then(|o| o.values().next()).and_then(Value::as_str).filter(|_| found.get("error").is_none())
            {
                return id.to_owned();
            }
            assert!(Instant::now() < until, "no {css} at {}", self.path());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn click(&self, css: &str) {
        let id = self.find(css);
        let done = self.post(&format!("/element/{id}/click"), json!({}));
        assert!(done.is_null(), "{css}: {done}");
    }

    fn keys(&self, css: &str, text: &str) {
        let id = self.find(css);
        self.post(&format!("/element/{id}/value"), json!({ "text": text }));
    }

    fn text(&self, css: &str) -> String {
        let id = self.find(css);
        self.get(&format!("/element/{id}/text")).as_str().unwrap_or_default().to_owned()
    }

    /// The address without the server.
    fn path(&self) -> String {
        let url = self.get("/url").as_str().unwrap_or_default().to_owned();
        url.splitn(4, '/').nth(3).map_or_else(String::new, |p| format!("/{p}"))
    }

    /// Waits until the address holds some words.
    fn at(&self, words: &str) {
        let until = Instant::now() + Duration::from_secs(15);
        while !self.path().contains(words) {
            assert!(Instant::now() < until, "not at {words} but at {}", self.path());
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            self.call("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// What every visitor does: by mouse, then again with script off.
fn visit(script: bool) {
    let Some(browser) = Browser::start(script, "zh-CN") else {
        println!("skipped: no chromedriver with a Chromium that starts here");
        return;
    };
    let server = Server::start(small());
    // Search, by pinyin.
    browser.open(&server, "/");
    browser.keys("#q", "hasakesitan");
    browser.click("form.search button");
    browser.at("/search?q=hasakesitan");
    browser.click(".entities a.ent");
    browser.at("/entity/kazakhstan");
    assert_eq!(browser.text("h1"), "哈萨克斯坦");
    // An entity's fact, to its words, and back.
    browser.click(".group .evidence");
    browser.at("/statement/");
    assert!(!browser.text(".quote mark").is_empty());
    let statement = browser.path();
    browser.click(".quote .place");
    browser.at("/text/");
    assert!(browser.path().contains("#e-"));
    assert!(!browser.text(".said:target").is_empty());
    browser.click(".said:target .n");
    browser.at("#f-");
    browser.click(".said-list > li:target a.verb");
    browser.at("/statement/");
    assert!(!statement.is_empty());
    // A question, and a query that is wrong.
    browser.open(&server, "/");
    browser.click(".question button");
    browser.at("/ask?question=");
    assert!(!browser.text(".answer table td").is_empty());
    browser.open(&server, "/ask?query=SELECT%20*%20%7B");
    assert!(browser.text("#wrong").contains('^'));
    // The language, kept.
    browser.click("a.lang");
    browser.at("lang=en");
    browser.open(&server, "/");
    assert!(browser.text("h1").starts_with("Who says what"));
}

#[test]
fn with_script() {
    visit(true);
}

#[test]
fn without_script() {
    visit(false);
}

#[test]
fn by_keyboard() {
    let Some(browser) = Browser::start(true, "en") else {
        println!("skipped: no chromedriver with a Chromium that starts here");
        return;
    };
    let server = Server::start(small());
    let (tab, enter, down) = ("\u{E004}", "\u{E007}", "\u{E015}");
    let press = |key: &str| {
        let actions = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        browser.post("/actions", json!({ "actions": [{ "type": "key", "id": "k", "actions": actions }] }));
    };
    browser.open(&server, "/");
    browser.find("#q");
    press(tab);
    press(enter);
    browser.at("#main");
    // From the start of the page's content the search box is the first stop.
    press(tab);
    for key in ["h", "s", "k", "s"] {
        press(key);
    }
    browser.find(".suggest a");
    press(down);
    press(enter);
    browser.at("/entity/kazakhstan");
    assert_eq!(browser.text("h1"), "Kazakhstan");
}

/// Every kind of page, in both themes, wide and on a phone: axe finds nothing, and nothing is wider than the window.
#[test]
fn axe_finds_no_violation() {
    let script = std::env::var("SILKGRAPH_AXE").ok().and_then(|file| std::fs::read_to_string(file).ok());
    let (Some(script), Some(browser)) = (script, Browser::start(true, "zh-CN")) else {
        println!("skipped: SILKGRAPH_AXE names no axe.min.js, or no chromedriver");
        return;
    };
    let server = Server::start(small());
    let link = |page: &str, css: &str| {
        browser.open(&server, page);
        let id = browser.find(css);
        browser.get(&format!("/element/{id}/attribute/href")).as_str().unwrap().to_owned()
    };
    let pages = [
        "/",
        "/search?q=hasakesitan",
        "/search?q=xyzzy",
        "/entities?type=State",
        "/facts?predicate=hosts",
        "/texts",
        "/entity/kazakhstan",
        "/diagram",
        "/diagram?form=routes",
        "/ask",
        "/ask?query=SELECT%20*%20%7B%20?s%20a%20sg:State%20%7D",
        "/ask?query=SELECT%20*%20%7B",
        "/ask?question=02-second-summit-host",
        "/nowhere",
    ];
    let mut pages: Vec<String> = pages.iter().map(|p| (*p).to_owned()).collect();
    pages.push(link("/entity/kazakhstan", ".group .evidence"));
    pages.push(link("/texts", "a[href^='/text/']"));
    let mut wrong = Vec::new();
    for (theme, width) in [("light", 1200), ("dark", 1200), ("light", 390), ("dark", 390)] {
        let screen = json!({ "width": width, "height": 850, "deviceScaleFactor": 1, "mobile": width < 500 });
        browser.post("/goog/cdp/execute", json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": screen }));
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        browser.post("/goog/cdp/execute", json!({ "cmd": "Emulation.setEmulatedMedia", "params": media }));
        for page in &pages {
            browser.open(&server, page);
            let ask = "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then(r => done(JSON.stringify({ \
                       found: r.violations.map(v => v.id + ' ' + v.nodes[0].html.slice(0, 120)), passed: r.passes.length, \
                       wide: document.documentElement.scrollWidth > innerWidth })), e => done(String(e)))";
            browser.post("/execute/sync", json!({ "script": script, "args": [] }));
            let said = browser.post("/execute/async", json!({ "script": ask, "args": [] }));
            let said: Value = serde_json::from_str(said.as_str().unwrap_or_default()).unwrap_or_else(|_| panic!("{page}: {said}"));
            assert!(said["passed"].as_u64() > Some(5), "{page}: {said}");
            if said["found"] != json!([]) || said["wide"] != json!(false) {
                wrong.push(format!("{theme} {width} {page}: {said}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
