using Mim.Core.Delivery;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Bench;

/// <summary>One nginx that serves a certificate for each of many names at one port.</summary>
internal sealed class RotatedSite : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NginxServer _nginx;

    public RotatedSite(IReadOnlyList<(string Name, FileTargetSettings Files)> sites) => _nginx = new NginxServer(
        _folder,
        "server_names_hash_bucket_size 128;\n" + string.Concat(sites.Select(site => $$"""
        server {
            listen %port% ssl;
            server_name {{site.Name}};
            ssl_certificate {{site.Files.Path}};
            ssl_certificate_key {{site.Files.KeyPath}};
        }

        """)));

    /// <summary>How often it has read its configuration again.</summary>
    public int Reloads => File.ReadLines(_nginx.Log).Count(line => line.EndsWith(": reconfiguring", StringComparison.Ordinal));

    /// <summary>What its targets are set by.</summary>
    public ServiceTargetSettings SettingsOf(FileTargetSettings files) => new()
    {
        Files = files,
        Configuration = _nginx.Configuration,
        Listeners = [new ServiceListener("127.0.0.1", _nginx.Port)],
        Timeout = TimeSpan.FromMinutes(2),
    };

    public void Dispose()
    {
        _nginx.Dispose();
        _folder.Dispose();
    }
}
