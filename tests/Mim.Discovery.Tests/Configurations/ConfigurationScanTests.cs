using System.Globalization;
using Mim.Core.Discovery;
using Mim.Testing;

namespace Mim.Discovery.Tests.Configurations;

/// <summary>Configurations as the programs' own packages lay them out, and who is then said to use which file.</summary>
public sealed class ConfigurationScanTests : IDisposable
{
    private readonly FoundFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Nginx()
    {
        Certificates("nginx/tls/a.pem", "nginx/tls/b.pem", "nginx/ca.pem", "elsewhere/c.pem");
        _files.Write("nginx/nginx.conf", """
            # ssl_certificate tls/none.pem;
            http {
                ssl_client_certificate ca.pem;
                server { listen 443 ssl; ssl_certificate "tls/a.pem"; ssl_certificate_key tls/a.key; ssl_certificate $ssl_server_name.pem; }
                include sites-enabled/*;
            }
            """);
        _files.Write("nginx/sites-enabled/site", $"server {'{'}\n  ssl_certificate tls/b.pem;\n  proxy_ssl_trusted_certificate\t{_files["elsewhere/c.pem"]};\n{'}'}\n");
        Assert.Equal(
            [
                "elsewhere/c.pem: nginx nginx/sites-enabled/site:3", "nginx/ca.pem: nginx nginx/nginx.conf:3",
                "nginx/tls/a.pem: nginx nginx/nginx.conf:4", "nginx/tls/b.pem: nginx nginx/sites-enabled/site:2",
            ],
            Uses("nginx"));
    }

    [Fact]
    public void Apache()
    {
        Certificates("apache2/a.pem", "apache2/chain.pem", "apache2/comment.pem", "apache2/ca/one.pem");
        _files.Write("apache2/apache2.conf", "Define dir ca\nIncludeOptional sites-enabled/*.conf\nInclude none/*.conf\n");
        _files.Write("apache2/sites-enabled/site.conf", """
            <VirtualHost *:443>
              sslcertificatefile "a.pem"
              # a comment \
              SSLCertificateFile comment.pem
              SSLCertificateChainFile \
                chain.pem
              SSLCACertificatePath ${dir}
              SSLCertificateFile ${unknown}/x.pem
            </VirtualHost>
            """);
        Assert.Equal(
            [
                "apache2/a.pem: apache apache2/sites-enabled/site.conf:2", "apache2/ca/one.pem: apache apache2/sites-enabled/site.conf:7",
                "apache2/chain.pem: apache apache2/sites-enabled/site.conf:5",
            ],
            Uses());
    }

    [Fact]
    public void Haproxy()
    {
        Certificates("tls/a.pem", "tls/b.pem", "many/c.pem", "many/d.pem", "ca.pem");
        _files.Write("haproxy.cfg", $"""
            global
                crt-base {_files["tls"]}
            frontend web
                bind :443 ssl crt a.pem crt {_files["many"]}/ alpn h2
                bind :444 ssl crt-list {_files["list.txt"]}
            backend app
                server one 10.0.0.1:443 ssl verify required ca-file ca.pem ca-file @system-ca
            """);
        _files.Write("list.txt", "# a list\nb.pem [alpn h2] b.test\n");
        Assert.Equal(
            [
                "ca.pem: haproxy haproxy.cfg:7", "many/c.pem: haproxy haproxy.cfg:4", "many/d.pem: haproxy haproxy.cfg:4",
                "tls/a.pem: haproxy haproxy.cfg:4", "tls/b.pem: haproxy list.txt:2",
            ],
            Uses());
    }

    [Fact]
    public void Haproxy_knows_what_it_sets_in_its_environment()
    {
        Certificates("a.pem", "b.pem");
        _files.Write("haproxy.cfg", $$"""
            global
                setenv TLS {{_files.Path}}
                presetenv BASE "${TLS}"
                crt-base "${BASE}"
            frontend web
                bind :443 ssl crt "${TLS}/a.pem" crt b.pem crt "${UNKNOWN}/b.pem"
            """);
        Assert.Equal(["a.pem: haproxy haproxy.cfg:6", "b.pem: haproxy haproxy.cfg:6"], Uses());
    }

    [Fact]
    public void Postgres()
    {
        Certificates("data/server.pem", "ca.pem");
        _files.Write("postgresql.conf", "data_directory = 'data'   # moved\nssl_cert_file='server.pem'\n#ssl_ca_file = 'x'\ninclude_dir = 'conf.d'\n");
        _files.Write("conf.d/tls.conf", $"ssl_ca_file '{_files["ca.pem"]}'\n");
        Assert.Equal(["ca.pem: postgresql conf.d/tls.conf:1", "data/server.pem: postgresql postgresql.conf:2"], Uses());
    }

    [Fact]
    public void Postfix()
    {
        Certificates("a.pem", "b.pem", "c.pem");
        _files.Write("main.cf", $"tls = {_files.Path}\nsmtpd_tls_cert_file = $tls/a.pem\nsmtpd_tls_chain_files =\n    ${'{'}tls{'}'}/b.pem,\n    /none.key\nloop = $loop\nsmtp_tls_CAfile = $loop\n");
        _files.Write("master.cf", $"submission inet n - y - - smtpd\n  -o smtpd_tls_cert_file={_files["c.pem"]}\n  -o smtpd_tls_security_level=encrypt\n");
        Assert.Equal(["a.pem: postfix main.cf:2", "b.pem: postfix main.cf:3", "c.pem: postfix master.cf:1"], Uses());
    }

    [Fact]
    public void Dovecot()
    {
        Certificates("dovecot/a.pem", "b.pem");
        _files.Write("dovecot/dovecot.conf", "!include conf.d/*.conf\n!include_try local.conf\n");
        _files.Write("dovecot/conf.d/10-ssl.conf", $"ssl = yes\nssl_cert = <../a.pem\nssl_server_cert_file = {_files["b.pem"]}\nssl_cert = inline\n");
        Assert.Equal(["b.pem: dovecot dovecot/conf.d/10-ssl.conf:3", "dovecot/a.pem: dovecot dovecot/conf.d/10-ssl.conf:2"], Uses());
    }

    [Fact]
    public void OpenSsl()
    {
        Certificates("demoCA/ca.pem");
        _files.Write("openssl.cnf", "[ CA_default ]\ndir = ./demoCA  # where\ncertificate = $dir/ca.pem\nnew_certs_dir = $dir/new\n");
        Assert.Equal(["demoCA/ca.pem: openssl openssl.cnf:3"], Uses());
    }

    [Fact]
    public void Stunnel()
    {
        Certificates("a.pem", "ca.pem");
        _files.Write("stunnel/stunnel.conf", $"; service\ncert = {_files["a.pem"]}\n[imaps]\nCAfile={_files["ca.pem"]}\n");
        Assert.Equal(["a.pem: stunnel stunnel/stunnel.conf:2", "ca.pem: stunnel stunnel/stunnel.conf:4"], Uses());
    }

    [Theory]
    [InlineData("mysql/my.cnf", "[client]\n!includedir more/\n[mysqld]\nssl-cert={0}\nssl-key=none\n", "mysql mysql/my.cnf:4")]
    [InlineData("mysql/conf.d/tls.cnf", "[mysqld]\nssl_ca = {0} # trusted\n", "mysql mysql/conf.d/tls.cnf:2")]
    [InlineData("slapd.conf", "TLSCertificateFile\t\"{0}\"\n", "openldap slapd.conf:1")]
    [InlineData("slapd.d/cn=config.ldif", "dn: cn=config\nolcTLSCACertificateFile: {0}\n", "openldap slapd.d/cn=config.ldif:2")]
    [InlineData("vsftpd.conf", "rsa_cert_file={0}\n", "vsftpd vsftpd.conf:1")]
    [InlineData("redis.conf", "tls-cert-file {0}\n", "redis redis.conf:1")]
    [InlineData("mosquitto/conf.d/tls.conf", "listener 8883\ncertfile {0}\n", "mosquitto mosquitto/conf.d/tls.conf:2")]
    public void Programs_with_a_setting_a_line(string name, string text, string use)
    {
        Certificates("a.pem");
        _files.Write(name, string.Format(CultureInfo.InvariantCulture, text, _files["a.pem"]));
        Assert.Equal([$"a.pem: {use}"], Uses());
    }

    [Fact]
    public void Kubeconfig()
    {
        Certificates("ca.pem", "admin.pem");
        _files.Write(".kube/config", $"clusters:\n- cluster:\n    certificate-authority: ../ca.pem\nusers:\n- user:\n    client-certificate: \"{_files["admin.pem"]}\"\n");
        Assert.Equal(["admin.pem: kubectl .kube/config:6", "ca.pem: kubectl .kube/config:3"], Uses());
    }

    [Fact]
    public void What_is_only_available_is_not_in_use()
    {
        Certificates("a.pem");
        _files.Write("nginx/nginx.conf", "include sites-enabled/*;");
        _files.Write("nginx/sites-available/on", $"ssl_certificate\n  {_files["a.pem"]};");
        _files.Write("nginx/sites-available/off", $"ssl_certificate {_files["a.pem"]};");
        _files.Write("nginx/snippets/off.conf", $"ssl_certificate {_files["a.pem"]};");
        Directory.CreateDirectory(_files["nginx/sites-enabled"]);
        File.Copy(_files["nginx/sites-available/on"], _files["nginx/sites-enabled/on"]);
        _files.Write("apache2/sites-available/off.conf", $"SSLCertificateFile {_files["a.pem"]}\n");
        Assert.Equal(["a.pem: nginx nginx/sites-enabled/on:1"], Uses());
    }

    [Theory]
    [InlineData("ssl = on", "data/server.crt: postgresql postgresql.conf:2")]
    [InlineData("ssl = yes", "data/server.crt: postgresql postgresql.conf:2")]
    [InlineData("ssl = off", null)]
    [InlineData("ssl = on\nssl_cert_file = 'other.pem'", "data/other.pem: postgresql postgresql.conf:3")]
    public void Postgres_takes_a_certificate_of_its_own_name_where_none_is_named(string settings, string? use)
    {
        Certificates("data/server.crt", "data/other.pem");
        _files.Write("postgresql.conf", $"data_directory = 'data'\n{settings}\n");
        Assert.Equal(use is null ? [] : [use], Uses());
    }

    [Fact]
    public void Services_of_postfix_know_what_its_main_file_sets()
    {
        Certificates("c.pem");
        _files.Write("main.cf", $"tls = {_files.Path}\n");
        _files.Write("master.cf", "submission inet n - y - - smtpd\n  -o smtpd_tls_cert_file=$tls/c.pem\n");
        Assert.Equal(["c.pem: postfix master.cf:1"], Uses());
    }

    [Fact]
    public void A_hash_within_a_word_of_nginx_is_no_comment()
    {
        Certificates("a.pem");
        _files.Write("nginx.conf", "rewrite ^ /a#b; ssl_certificate a.pem; # ssl_certificate none.pem;\n#include x;");
        Assert.Equal(["a.pem: nginx nginx.conf:1"], Uses());
    }

    [Fact]
    public void Configurations_made_to_fill_memory_or_time_do_neither()
    {
        var lines = Enumerable.Range(0, 60).ToList();
        _files.Write("nginx.conf", string.Concat(Enumerable.Repeat("include a b ", 80_000)));
        _files.Write("apache2.conf", string.Concat(lines.Select(line => $"Define x{line + 1} ${{x{line}}}${{x{line}}}\n").Prepend("Define x0 aaaaaaaa\n"))
            + "SSLCertificateFile ${x60}\n");
        _files.Write("httpd.conf", string.Concat(lines.Select(line => $"Define x{line} ${{x{line + 1}}}${{x{line + 1}}}\n")) + "SSLCertificateFile ${x0}\n");
        _files.Write("openssl.cnf", string.Concat(lines.Select(line => $"x{line + 1} = $x{line}$x{line}\n").Prepend("x0 = aaaaaaaa\n")) + "certificate = $x60\n");
        _files.Write("main.cf", string.Concat(lines.Select(line => $"x{line} = $x{line + 1}$x{line + 1}\n"))
            + string.Concat(Enumerable.Repeat("smtpd_tls_cert_file = $x0\n", 20_000)) + $"x16 = {new string('a', 400_000)}\n");
        _files.Write("haproxy.cfg", "bind x crt-list /*/*/*/*/*/*/*/* crt /*/*/*/*/*/*/*\n");
        _files.Write("nginx/nginx.conf", "include /usr/*/*/*/*/*/none;");
        Certificates("a.pem");
        Assert.Empty(Uses());
    }

    [Fact]
    public void Configurations_that_include_each_other_end()
    {
        Certificates("a.pem");
        _files.Write("nginx.conf", "include nginx.conf; include *.conf; include /dev/zero; ssl_certificate a.pem;");
        _files.Write("b.conf", "include nginx.conf;");
        Assert.Equal(["a.pem: nginx nginx.conf:1"], Uses());
    }

    [Theory]
    [InlineData("nginx.conf", "http { include a*; server { ssl_certificate \"a.pem\"; } }")]
    [InlineData("apache2.conf", "Define a b\nServerRoot /x\nSSLCertificateFile ${a}\nInclude x/*")]
    [InlineData("haproxy.cfg", "crt-base x\nbind :443 ssl crt a crt-list b\n")]
    [InlineData("postgresql.conf", "include_dir 'a'\nssl_cert_file = 'b'\n")]
    [InlineData("main.cf", "a = $b\nb = ${a}\nsmtpd_tls_chain_files = $a, /b\n  /c\n")]
    [InlineData("dovecot.conf", "ssl_cert = </a\n!include b\n")]
    [InlineData("openssl.cnf", "dir = ./a\ncertificate = $dir/$dir\n.include b\n")]
    [InlineData("my.cnf", "!includedir a\nssl-cert=b\n")]
    [InlineData("stunnel.conf", "cert = a\ninclude = b\n")]
    [InlineData("kubeconfig", "certificate-authority: a\n  client-certificate: 'b'\n")]
    public void Damaged_configurations_do_no_harm(string name, string text)
    {
        var mutator = new Mutator(seed: 5123);
        for (var index = 0; index < 300; index++)
        {
            File.WriteAllBytes(_files[name], mutator.Mutate(System.Text.Encoding.UTF8.GetBytes(text)));
            var scan = new Mim.Discovery.Configurations.ConfigurationScan();
            scan.Consider(_files[name]);
            Assert.NotNull(scan.Read(CancellationToken.None));
        }
    }

    private void Certificates(params string[] names)
    {
        foreach (var name in names)
        {
            _files.Write(name, _files.Pem(name));
        }
    }

    private List<string> Uses(string folder = "") =>
    [
        .. _files.Find(_files[folder]).SelectMany(found => found.UsedBy.Select(
            use => $"{Relative(found.Path)}: {use.Program} {Relative(use.Configuration)}:{use.Line}")).Order(StringComparer.Ordinal),
    ];

    private string Relative(string path) => Path.GetRelativePath(_files.Path, path).Replace('\\', '/');
}
