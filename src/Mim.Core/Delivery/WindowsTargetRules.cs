namespace Mim.Core.Delivery;

/// <summary>What a target of Windows may say. Pure.</summary>
internal static class WindowsTargetRules
{
    private const int LongestName = 64;
    private static readonly string[] _locations = ["LocalMachine", "CurrentUser"];

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the setting.</exception>
    public static void Enforce(TargetKind kind, TargetSettings settings)
    {
        if (settings is WindowsTargetSettings windows)
        {
            Enforce(kind, windows);
        }
    }

    private static void Enforce(TargetKind kind, WindowsTargetSettings settings)
    {
        TargetRules.Require(
            settings.Host is null, settings.Address, "a store of Windows is written by the machine that it is on: add the target there");
        TargetRules.Require(
            settings.Store.Split('/') is [var location, var name] && _locations.Contains(location, StringComparer.Ordinal) && IsPlain(name),
            settings.Store,
            $"'{settings.Store}' names no certificate store: LocalMachine/My and CurrentUser/My do");
        TargetRules.Require(
            settings.Timeout >= TimeSpan.FromMilliseconds(100) && settings.Timeout <= TimeSpan.FromHours(1),
            settings.Address,
            "a time-out lies between 0.1 s and 1 h");
        if (kind == TargetKind.WindowsStore)
        {
            TargetRules.Require(
                settings is { Binding: null, Listeners.Count: 0, ServerNames.Count: 0 },
                settings.Address,
                "a store alone is bound to nothing and served by nobody");
            return;
        }

        TargetRules.Require(settings.Binding is not null, settings.Address, $"a {kind} target has a binding");
        TargetRules.Require(
            settings.Store.StartsWith("LocalMachine/", StringComparison.Ordinal), settings.Store, $"{kind} takes its certificate from LocalMachine");
        TargetRules.Require(
            kind switch
            {
                TargetKind.Iis => HttpBinding.Parse(settings.Binding).ToString() == settings.Binding,
                TargetKind.WinRm => settings.Binding == "*" || settings.Binding.All(mark => char.IsAsciiLetterOrDigit(mark) || mark is '.' or ':' or '-'),
                _ => IsPlain(settings.Binding),
            },
            settings.Binding,
            $"'{settings.Binding}' is no binding of {kind}");
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= LongestName && name.All(mark => char.IsAsciiLetterOrDigit(mark) || mark is '-' or '_' or '.' or ' ');
}
