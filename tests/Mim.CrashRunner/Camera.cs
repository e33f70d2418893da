using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Testing;

namespace Mim.CrashRunner;

/// <summary>
/// Keeps what SIGKILL would leave before the first call, before the second … and after the last: the committed store, the installed
/// files, and what the service serves. Nothing happens between one call and the next.
/// </summary>
internal sealed class Camera(string store, string shots, IReadOnlyList<Target> targets, IEndpointProbe probe, string serverName) : IWitness
{
    private readonly string[] _paths = [.. targets.SelectMany(target => InstalledPaths.Of(target, store)).Distinct()];
    private int _shots;

    public T Around<T>(Func<T> work)
    {
        Shoot();
        return work();
    }

    /// <summary>One more, now.</summary>
    public void Shoot()
    {
        var shot = Directory.CreateDirectory(Path.Combine(shots, (++_shots).ToString("D3", CultureInfo.InvariantCulture))).FullName;
        var copy = Path.Combine(shot, "inventory.db");
        RawStore.Execute(store, $"VACUUM INTO '{copy}'");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        FileSnapshot.Take(_paths, Path.Combine(shot, "files"));
        File.WriteAllLines(Path.Combine(shot, "served"), Served());
    }

    private IEnumerable<string> Served() =>
        from target in targets
        from listener in (target.Settings as ServiceTargetSettings)?.Listeners ?? []
        let question = new EndpointQuestion
        {
            Address = IPAddress.Loopback, Port = listener.Port, ServerName = serverName, StartTls = listener.StartTls, Timeout = TimeSpan.FromMinutes(1),
        }
        let answer = probe.AskAsync(question, CancellationToken.None).AsTask().GetAwaiter().GetResult()
        select Convert.ToHexString(SHA256.HashData(answer.Chains[0].Certificates[0]));
}
