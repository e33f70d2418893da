using Mim.Core.Discovery;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests.Network;

/// <summary>Real servers that speak their own protocol before TLS.</summary>
public sealed class StartTlsServersTests : IDisposable
{
    private const string Name = "host01.test";
    private readonly TemporaryFolder _folder = new();
    private readonly ServerCertificate _certificate;

    public StartTlsServersTests()
    {
        _certificate = ServerCertificate.Rsa(_folder, Name);

        // Some of these servers give up being root, and are still to reach their files.
        if (!OperatingSystem.IsWindows())
        {
            ProgramRunner.Run("chmod", "755", _folder.Path).Succeeded();
        }
    }

    public void Dispose() => _folder.Dispose();

    [RequiresProgramFact(
        "dovecot", "/usr/lib/dovecot/pop3-login", "/usr/lib/dovecot/submission-login", "/usr/lib/dovecot/lmtp", "/usr/lib/dovecot/managesieve-login",
        "openssl")]
    public void Dovecot()
    {
        var (imap, pop3, submission) = (LoopbackPort.Free(), LoopbackPort.Free(), LoopbackPort.Free());
        var (lmtp, sieve) = (LoopbackPort.Free(), LoopbackPort.Free());
        File.WriteAllText(
            _folder["dovecot.conf"],
            $$"""
            protocols = imap pop3 submission lmtp sieve
            listen = 127.0.0.1
            base_dir = {{_folder["run"]}}
            log_path = /dev/stderr
            {{DovecotUsers()}}
            ssl = yes
            ssl_cert = <{{_certificate.Chain}}
            ssl_key = <{{_certificate.Key}}
            ssl_min_protocol = TLSv1.2
            submission_relay_host = 127.0.0.1
            hostname = {{Name}}
            passdb {
              driver = static
              args = nopassword=y
            }
            userdb {
              driver = static
              args = uid=65534 gid=65534 home=/nonexistent
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{imap}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            service pop3-login {
              chroot =
              inet_listener pop3 {
                port = {{pop3}}
              }
              inet_listener pop3s {
                port = 0
              }
            }
            service submission-login {
              chroot =
              inet_listener submission {
                port = {{submission}}
              }
              inet_listener submissions {
                port = 0
              }
            }
            service lmtp {
              inet_listener lmtp {
                port = {{lmtp}}
              }
            }
            service managesieve-login {
              chroot =
              inet_listener sieve {
                port = {{sieve}}
              }
            }
            service anvil {
              chroot =
            }

            """);
        using var server = new ServerProgram(_folder["dovecot.log"], imap, "dovecot", "-F", "-c", _folder["dovecot.conf"]);
        AssertShown(imap, StartTls.Imap, "imap");
        AssertShown(pop3, StartTls.Pop3, "pop3");
        AssertShown(submission, StartTls.Smtp, "smtp");
        AssertShown(lmtp, StartTls.Lmtp, "lmtp");
        AssertShown(sieve, StartTls.Sieve, "sieve");
        AssertNot(StartTls.Smtp, imap);
        AssertNot(StartTls.Imap, pop3);
        AssertNot(StartTls.None, submission);
        AssertNot(StartTls.Smtp, lmtp);
        AssertNot(StartTls.Nntp, sieve);
    }

    [RequiresProgramFact("slapd", "openssl")]
    public void OpenLdap()
    {
        var port = LoopbackPort.Free();
        File.WriteAllText(
            _folder["slapd.conf"],
            $"""
            pidfile {_folder["slapd.pid"]}
            TLSCertificateFile {_certificate.Chain}
            TLSCertificateKeyFile {_certificate.Key}
            TLSCACertificateFile {_certificate.Issuer}

            """);
        using var server = new ServerProgram(
            _folder["slapd.log"], port, "slapd", "-d", "0", "-h", $"ldap://127.0.0.1:{port}", "-f", _folder["slapd.conf"]);
        AssertShown(port, StartTls.Ldap, "ldap");
        AssertNot(StartTls.None, port);
    }

    [RequiresProgramFact("mariadbd", "openssl")]
    public void MariaDb()
    {
        var port = LoopbackPort.Free();
        Directory.CreateDirectory(_folder["data"]);
        string[] user = Environment.IsPrivilegedProcess ? ["--user=root"] : [];
        using var server = new ServerProgram(_folder["mariadb.log"], port, "mariadbd", [
            "--no-defaults", "--skip-grant-tables", "--bind-address=127.0.0.1", $"--port={port}", $"--datadir={_folder["data"]}",
            $"--socket={_folder["socket"]}", $"--pid-file={_folder["pid"]}", $"--ssl-cert={_certificate.Chain}",
            $"--ssl-key={_certificate.Key}", "--innodb-log-file-size=4M", .. user]);
        AssertShown(port, StartTls.MySql, "mysql");
        AssertNot(StartTls.None, port);
    }

    [RequiresPostgresFact]
    public void PostgreSql()
    {
        using var server = new PostgresServer(new PostgresOptions { Tls = (_certificate.Chain, _certificate.Key) });
        AssertShown(server.Port, StartTls.PostgreSql, "postgres");
        AssertNot(StartTls.Smtp, PostgresServer.Shared.Port);
        var answer = AssertNot(StartTls.PostgreSql, PostgresServer.Shared.Port);
        Assert.Contains("switched off", answer.Detail, StringComparison.Ordinal);
    }

    [RequiresProgramFact("vsftpd", "openssl")]
    public void Vsftpd()
    {
        var port = LoopbackPort.Free();
        Directory.CreateDirectory(_folder["empty"]);
        File.WriteAllText(
            _folder["vsftpd.conf"],
            $"""
            listen=YES
            listen_address=127.0.0.1
            listen_port={port}
            background=NO
            run_as_launching_user={(Environment.IsPrivilegedProcess ? "NO" : "YES")}
            seccomp_sandbox=NO
            isolate=NO
            isolate_network=NO
            secure_chroot_dir={_folder["empty"]}
            anonymous_enable=YES
            ssl_enable=YES
            ssl_tlsv1=YES
            rsa_cert_file={_certificate.Chain}
            rsa_private_key_file={_certificate.Key}

            """);
        using var server = new ServerProgram(_folder["vsftpd.log"], port, "vsftpd", _folder["vsftpd.conf"]);
        AssertShown(port, StartTls.Ftp, "ftp");
        AssertNot(StartTls.None, port);
    }

    // Root gives its processes to users of their own; others can only run them themselves.
    private static string DovecotUsers()
    {
        if (Environment.IsPrivilegedProcess)
        {
            return "";
        }

        var user = ProgramRunner.Run("id", "-un").Succeeded().Output.Trim();
        var group = ProgramRunner.Run("id", "-gn").Succeeded().Output.Trim();
        return $"default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}";
    }

    private void AssertShown(int port, StartTls protocol, string name)
    {
        var chain = Assert.Single(Ask.Chains(port, Name, protocol));
        var (certificates, version) = OpenSslClient.Look(port, Name, name);
        Assert.Equal(certificates, chain.Certificates);
        Assert.Equal(version, chain.Protocol);
        Assert.Equal(_certificate.Certificates[0], chain.Certificates[0]);
    }

    private static EndpointAnswer AssertNot(StartTls protocol, int port)
    {
        var answer = Ask.Port(port, Name, protocol, TimeSpan.FromSeconds(2));
        Assert.True(answer.Status is FindingStatus.NotTls or FindingStatus.TimedOut or FindingStatus.Reset, answer.ToString());
        return answer;
    }
}
