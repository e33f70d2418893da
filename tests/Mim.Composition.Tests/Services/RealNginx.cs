using Mim.Core.Delivery;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

internal sealed class RealNginx(TemporaryFolder folder) : RealService(folder)
{
    private NginxServer? _server;

    public override TargetKind Kind => TargetKind.Nginx;

    public override int Port => _server!.Port;

    public override string Configuration => _server!.Configuration;

    public override void Start() => _server = new NginxServer(
        Folder,
        $$"""
        server {
            listen %port% ssl;
            server_name {{Name}};
            ssl_certificate {{Files.Path}};
            ssl_certificate_key {{Files.KeyPath}};
        }
        """,
        workers: 2);

    public override void Reload() => ProgramRunner.Run("nginx", "-s", "reload", "-c", Configuration).Succeeded();

    public override void Dispose() => _server?.Dispose();
}
