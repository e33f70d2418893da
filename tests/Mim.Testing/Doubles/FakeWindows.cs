using System.Security.Cryptography;
using System.Text.Json;
using Mim.Core.Delivery;
using Mim.Core.Discovery;

namespace Mim.Testing.Doubles;

/// <summary>
/// A machine with Windows that is one file: its certificate stores, what is bound to certificates in them, its accounts, and what logs on
/// as them. Every change is a new file, as others look at it at any time.
/// </summary>
public sealed class FakeWindows(string path)
{
    /// <summary>Its name.</summary>
    public const string Machine = "WIN01";

    private readonly Lock _lock = new();

    /// <summary>Its file, where nothing else is said.</summary>
    /// <param name="store">Path of the inventory.</param>
    public static string PathBeside(string store) => Path.ChangeExtension(store, ".windows");

    /// <summary>Names of the bindings that there are; every other can be made by binding it, but for those of Remote Desktop and WinRM.</summary>
    public static IReadOnlySet<string> Fixed { get; } = new HashSet<string>(StringComparer.Ordinal) { "RemoteDesktop RDP-Tcp", "WinRm *" };

    /// <summary>SHA-1 of a certificate, in upper-case hexadecimal.</summary>
#pragma warning disable CA5350
    public static string Thumbprint(byte[] certificate) => Convert.ToHexString(SHA1.HashData(certificate));
#pragma warning restore CA5350

    /// <summary>All that is there.</summary>
    public FakeWindowsState State => File.Exists(path) ? JsonSerializer.Deserialize<FakeWindowsState>(File.ReadAllBytes(path))! : new FakeWindowsState();

    /// <summary>Changes something.</summary>
    public void Change(Func<FakeWindowsState, FakeWindowsState> change)
    {
        lock (_lock)
        {
            var beside = $"{path}.new";
            File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(change(State)));
            File.Move(beside, path, overwrite: true);
        }
    }

    /// <summary>What a client is served, by the listener that is usual for a binding.</summary>
    public EndpointAnswer Serve(EndpointQuestion question)
    {
        var binding = question switch
        {
            { Port: 3389, StartTls: StartTls.Rdp } => "RemoteDesktop RDP-Tcp",
            { Port: 5986 } => "WinRm *",
            _ => $"Iis {question.ServerName}:{question.Port}",
        };
        var state = State;
        return (state.Served ?? state.Bindings).TryGetValue(binding, out var thumbprint)
            && state.Certificates.FirstOrDefault(one => Thumbprint(one.Certificate) == thumbprint) is { HasPrivateKey: true } served
            ? new EndpointAnswer(FindingStatus.Found) { Chains = [new ServedChain([served.Certificate], "Tls13", "TLS_AES_128_GCM_SHA256")] }
            : new EndpointAnswer(FindingStatus.Refused);
    }
}
