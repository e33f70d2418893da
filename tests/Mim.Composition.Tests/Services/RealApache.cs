using Mim.Core.Delivery;
using Mim.Testing;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

internal sealed class RealApache(TemporaryFolder folder) : RealService(folder)
{
    private ServerProgram? _server;

    public override TargetKind Kind => TargetKind.Apache;

    public override int Port { get; } = LoopbackPort.Free();

    public override string Configuration => Folder["apache.conf"];

    public override void Start()
    {
        var modules = new[] { "mpm_event", "authz_core", "ssl" }
            .Select(name => $"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so");
        File.WriteAllText(
            Configuration,
            $"""
            ServerRoot {Folder.Path}
            ServerName {Name}
            PidFile {Folder["apache.pid"]}
            DefaultRuntimeDir {Folder.Path}
            ErrorLog {Folder["apache.log"]}
            {string.Join('\n', modules)}
            {(Environment.IsPrivilegedProcess ? "User www-data\nGroup www-data" : "")}
            Mutex pthread
            Listen 127.0.0.1:{Port}
            SSLEngine on
            SSLCertificateFile {Files.Path}
            SSLCertificateKeyFile {Files.KeyPath}

            """);
        _server = new ServerProgram(Folder["apache.out"], Port, "apache2", "-DFOREGROUND", "-f", Configuration);
    }

    public override void Reload() => ProgramRunner.Run("apache2", "-k", "graceful", "-f", Configuration).Succeeded();

    public override void Dispose() => _server?.Dispose();
}
