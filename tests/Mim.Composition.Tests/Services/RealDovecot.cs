using Mim.Core.Delivery;
using Mim.Testing;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

/// <summary>Logins of before a reload are let end, as its manual advises for servers that many connect to.</summary>
internal sealed class RealDovecot(TemporaryFolder folder) : RealService(folder)
{
    private ServerProgram? _server;

    public override TargetKind Kind => TargetKind.Dovecot;

    public override int Port { get; } = LoopbackPort.Free();

    public override string Configuration => Folder["dovecot.conf"];

    public override void Start()
    {
        // It gives up being root, and is still to reach its files.
        ProgramRunner.Run("chmod", "755", Folder.Path).Succeeded();
        File.WriteAllText(
            Configuration,
            $$"""
            protocols = imap
            listen = 127.0.0.1
            base_dir = {{Folder["run"]}}
            log_path = {{Folder["dovecot.log"]}}
            {{Users()}}
            shutdown_clients = no
            ssl = yes
            ssl_cert = <{{Files.Path}}
            ssl_key = <{{Files.KeyPath}}
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
              service_count = 0
              client_limit = 1000
              inet_listener imap {
                port = 0
              }
              inet_listener imaps {
                port = {{Port}}
                ssl = yes
              }
            }
            service anvil {
              chroot =
            }

            """);
        _server = new ServerProgram(Folder["dovecot.out"], Port, "dovecot", "-F", "-c", Configuration);
    }

    public override void Reload() => ProgramRunner.Run("doveadm", "-c", Configuration, "reload").Succeeded();

    public override void Dispose() => _server?.Dispose();

    // Root gives its processes to users of their own; others can only run them themselves.
    private static string Users()
    {
        if (Environment.IsPrivilegedProcess)
        {
            return "";
        }

        var user = ProgramRunner.Run("id", "-un").Succeeded().Output.Trim();
        var group = ProgramRunner.Run("id", "-gn").Succeeded().Output.Trim();
        return $"default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}";
    }
}
