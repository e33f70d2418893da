using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Testing;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

/// <summary>A Postfix that takes SMTP connections and no mail. Certificate and key are one file, as its processes read it at any time.</summary>
internal sealed class RealPostfix(TemporaryFolder folder) : RealService(folder)
{
    /// <summary>Between two reloads: its processes ask its TLS manager, which each reload ends, twice within a second.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1.5);
    private ServerProgram? _server;

    public override TargetKind Kind => TargetKind.Postfix;

    public override int Port { get; } = LoopbackPort.Free();

    public override StartTls StartTls => StartTls.Smtp;

    public override FileTargetSettings Files => new() { Path = In("postfix.pem"), KeyPath = In("postfix.pem") };

    public override string Configuration => Directory.CreateDirectory(Folder["postfix"]).FullName;

    public override void Start()
    {
        // Its processes give up being root, and are still to reach their folders.
        ProgramRunner.Run("chmod", "711", Folder.Path).Succeeded();
        var data = Directory.CreateDirectory(Folder["data"]).FullName;
        ProgramRunner.Run("chown", "postfix", data).Succeeded();
        File.WriteAllText(
            Path.Combine(Configuration, "main.cf"),
            $"""
            compatibility_level = 3.6
            queue_directory = {Directory.CreateDirectory(Folder["queue"]).FullName}
            data_directory = {data}
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            myhostname = {Name}
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mydestination =
            local_recipient_maps =
            alias_maps =
            alias_database =
            maillog_file_prefixes = {Folder.Path}
            maillog_file = {Folder["postfix.log"]}
            smtpd_tls_cert_file = {Files.Path}
            smtpd_tls_key_file = {Files.KeyPath}
            smtpd_tls_security_level = may
            smtpd_peername_lookup = no
            smtpd_client_connection_count_limit = 0
            smtpd_relay_restrictions = reject

            """);
        File.WriteAllText(
            Path.Combine(Configuration, "master.cf"),
            $"""
            127.0.0.1:{Port} inet n - n - 100 smtpd
            anvil unix - - n - 1 anvil
            cleanup unix n - n - 0 cleanup
            rewrite unix - - n - - trivial-rewrite
            tlsmgr unix - - n 1000? 1 tlsmgr
            postlog unix-dgram n - n - 1 postlogd

            """);
        ProgramRunner.Run("postfix", "-c", Configuration, "check").Succeeded();
        // Its own start-fg leaves the master behind when that is ended; as the leader of a session it ends all that it started.
        _server = new ServerProgram(Folder["postfix.out"], Port, "setsid", "/usr/lib/postfix/sbin/master", "-c", Configuration, "-d");
    }

    // Whoever goes on with the next state does not know when it was reloaded last.
    public override void Reload()
    {
        Thread.Sleep(_pause);
        ProgramRunner.Run("postfix", "-c", Configuration, "reload").Succeeded();
        Thread.Sleep(_pause);
    }

    public override void Dispose() => _server?.Dispose();
}
