using System.Globalization;
using Mim.Testing.Network;

namespace Mim.Testing.Programs;

/// <summary>An nginx on every loopback address, at a free port, with the servers that a test writes.</summary>
public sealed class NginxServer : IDisposable
{
    private const string Listen = "%port%";
    private readonly ServerProgram _program;

    /// <param name="servers">The blocks of http; <c>%port%</c> stands for the port.</param>
    public NginxServer(TemporaryFolder folder, string servers, int workers = 1)
    {
        Port = LoopbackPort.Free();
        Log = folder[$"nginx{Port}.log"];
        Configuration = folder[$"nginx{Port}.conf"];
        File.WriteAllText(
            Configuration,
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            worker_processes {{workers}};
            pid {{folder[$"nginx{Port}.pid"]}};
            error_log {{Log}} notice;
            events { worker_connections 8192; }
            http {
                access_log off;
                client_body_temp_path {{folder["body"]}};
                proxy_temp_path {{folder["proxy"]}};
                fastcgi_temp_path {{folder["fastcgi"]}};
                uwsgi_temp_path {{folder["uwsgi"]}};
                scgi_temp_path {{folder["scgi"]}};
            {{servers.Replace(Listen, Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}}
            }
            """);
        _program = new ServerProgram(folder[$"nginx{Port}.out"], Port, "nginx", "-c", Configuration, "-e", Log);
    }

    public int Port { get; }

    /// <summary>File of its configuration.</summary>
    public string Configuration { get; }

    /// <summary>File of what it complains of, from notices upwards.</summary>
    public string Log { get; }

    public void Dispose() => _program.Dispose();
}
