using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Delivery.Services;

namespace Mim.Delivery.Windows;

/// <summary>What is usual for one kind of thing that serves a certificate; the settings of a target may say otherwise.</summary>
/// <param name="Kind">The kind of target.</param>
/// <param name="Usual">Where a binding listens, and the name that it is asked by.</param>
internal sealed record WindowsRecipe(TargetKind Kind, Func<string, (ServiceListener Listener, string? Name)> Usual)
{
    private const string Loopback = "127.0.0.1";
    private const string NetworkService = "S-1-5-20";

    public static IReadOnlyList<WindowsRecipe> All { get; } =
    [
        new(TargetKind.Iis, Http),

        // Its service is not the system, and reads the key itself.
        new(TargetKind.RemoteDesktop, _ => (new ServiceListener(Loopback, 3389, StartTls.Rdp), null)) { KeyReader = NetworkService },
        new(TargetKind.WinRm, _ => (new ServiceListener(Loopback, 5986, StartTls.None), null)),
    ];

    /// <summary>The account that reads the key, besides the system; null for none.</summary>
    public string? KeyReader { get; init; }

    /// <summary>Where a target has to serve its certificate.</summary>
    public ListenerSet Listeners(WindowsTargetSettings settings)
    {
        var (listener, name) = Usual(settings.Binding!);
        return new ListenerSet(
            settings.Listeners.Count > 0 ? settings.Listeners : [listener],
            settings.ServerNames.Count > 0 || name is null ? settings.ServerNames : [name],
            settings.Timeout);
    }

    private static (ServiceListener Listener, string? Name) Http(string text)
    {
        var binding = HttpBinding.Parse(text);
        var address = binding.Host switch
        {
            "0.0.0.0" => Loopback,
            "::" => "::1",
            var host => binding.IsByName ? Loopback : host,
        };
        return (new ServiceListener(address, binding.Port, StartTls.None), binding.IsByName ? binding.Host : null);
    }
}
