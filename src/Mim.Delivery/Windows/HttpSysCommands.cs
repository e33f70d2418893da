using System.Text.RegularExpressions;
using Mim.Core.Delivery;

namespace Mim.Delivery.Windows;

/// <summary>
/// The https bindings of http.sys, which IIS has its certificates from. An update turns a binding in one step, so that no handshake finds
/// none; it needs Windows Server 2016 or Windows 10.
/// </summary>
internal sealed partial class HttpSysCommands : BindingCommands
{
    /// <summary>By which IIS owns a binding.</summary>
    private const string IisApplication = "{4dc3e181-e14b-4a21-b022-59fc669b0914}";

    private static readonly Dictionary<string, string> _none = [];

    public override TargetKind Kind => TargetKind.Iis;

    public override WindowsCommand ReadAll => Netsh("show");

    public override WindowsCommand Read(string name) => Netsh("show", Which(name));

    public override WindowsCommand Bind(string name, string? thumbprint, string store, string now)
    {
        if (thumbprint is null)
        {
            return Netsh("delete", Which(name));
        }

        var isThere = Thumbprints(now).Any();
        var owner = isThere && GuidPattern().Match(now) is { Success: true } match ? match.Value : IisApplication;
        string[] told = [Which(name), $"certhash={thumbprint}", $"appid={owner}", $"certstorename={store}"];
        return Netsh(isThere ? "update" : "add", isThere ? [.. told, .. HttpSysSettings.Of(name, Thumbprints(now).First())] : told);
    }

    /// <summary>netsh ends with an error where there is no such binding, which is an answer too.</summary>
    public override string Found(CommandResult result, WindowsBinding binding) => result.Succeeded ? result.Output : "";

    private static WindowsCommand Netsh(string verb, params IReadOnlyList<string> arguments) =>
        new("netsh.exe", ["http", verb, "sslcert", .. arguments], _none);

    private static string Which(string name) => HttpBinding.Parse(name).IsByName ? $"hostnameport={name}" : $"ipport={name}";

    [GeneratedRegex(@"\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")]
    private static partial Regex GuidPattern();
}
