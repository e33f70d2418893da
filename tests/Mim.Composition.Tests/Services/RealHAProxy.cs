using Mim.Core.Delivery;
using Mim.Testing;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Services;

/// <summary>With a master, and a socket over which one process hands its listeners to the next.</summary>
internal sealed class RealHAProxy(TemporaryFolder folder) : RealService(folder)
{
    private ServerProgram? _server;

    public override TargetKind Kind => TargetKind.HAProxy;

    public override int Port { get; } = LoopbackPort.Free();

    public override FileTargetSettings Files => new() { Path = In("haproxy.pem"), KeyPath = In("haproxy.pem") };

    public override string Configuration => Folder["haproxy.cfg"];

    public override string PidFile => Folder["haproxy.pid"];

    public override void Start()
    {
        File.WriteAllText(
            Configuration,
            $"""
            global
                stats socket {Folder["haproxy.sock"]} mode 600 level admin expose-fd listeners
            defaults
                mode http
                timeout client 10s
                timeout connect 10s
                timeout server 10s
            frontend web
                bind 127.0.0.1:{Port} ssl crt {Files.Path}

            """);
        _server = new ServerProgram(Folder["haproxy.out"], Port, "haproxy", "-W", "-db", "-p", PidFile, "-f", Configuration);
    }

    public override void Reload() => ProgramRunner.Run("kill", "-s", "USR2", File.ReadLines(PidFile).First()).Succeeded();

    public override void Dispose() => _server?.Dispose();
}
