namespace Mim.Core.Delivery;

/// <summary>What the target of a service may say. Pure.</summary>
internal static class ServiceRules
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the setting.</exception>
    public static void Enforce(TargetKind kind, ServiceTargetSettings settings)
    {
        TargetRules.RequireFull(settings, new[] { settings.Configuration, settings.PidFile }.OfType<string>());
        foreach (var command in new[] { settings.ValidateCommand, settings.ReloadCommand, settings.ProveCommand }.OfType<IReadOnlyList<string>>())
        {
            TargetRules.Require(
                command.Count > 0 && !string.IsNullOrWhiteSpace(command[0]), settings.Address, "a command begins with the program");
            TargetRules.Require(
                !command.Any(argument => argument.Contains('\0', StringComparison.Ordinal)), settings.Address, "no argument can hold a zero octet");
        }

        TargetRules.Require(settings.Timeout >= _shortest && settings.Timeout <= _longest, settings.Address, "a time-out lies between 0.1 s and 1 h");
        TargetRules.Require(settings.PidFile is null || kind == TargetKind.HAProxy, settings.Address, "only HAProxy is reloaded by a pid file");
        if (settings.Files.Layout.IsTrustBundle())
        {
            EnforceBundle(kind, settings);
            return;
        }

        TargetRules.Require(
            kind != TargetKind.HAProxy || settings.Files is { Layout: FileLayout.Pem } files && files.KeyPath == files.Path,
            settings.Address,
            "HAProxy reads certificate and key from one PEM file");
        TargetRules.Require(
            IsOwn(kind) || settings.Files.Layout == LayoutOf(kind), settings.Address, $"{kind} reads {LayoutOf(kind)} files");
        RequireCommand(kind, settings);
    }

    /// <summary>A service reads whom it trusts from PEM files, Java from truststores, and shows nobody what it read.</summary>
    private static void EnforceBundle(TargetKind kind, ServiceTargetSettings settings)
    {
        TargetRules.Require(
            IsOwn(kind) || LayoutOf(kind) != FileLayout.SecretManifest, settings.Address, $"{kind} reads {LayoutOf(kind)} files");
        TargetRules.Require(
            IsOwn(kind) || (kind == TargetKind.JavaKeystore) == settings.Files.Layout.IsTruststore(),
            settings.Address,
            kind == TargetKind.JavaKeystore
                ? $"Java reads a trust bundle as {FileLayout.PfxTrustBundle} or {FileLayout.JksTrustBundle}"
                : $"{kind} reads a trust bundle as {FileLayout.TrustBundle}");
        TargetRules.Require(
            settings is { Listeners.Count: 0, ServerNames.Count: 0 },
            settings.Address,
            "no listener shows a trust bundle: prove it by a command");
        RequireCommand(kind, settings);
    }

    private static void RequireCommand(TargetKind kind, ServiceTargetSettings settings) => TargetRules.Require(
        !IsOwn(kind) || settings.ValidateCommand is not null || settings.ReloadCommand is not null || settings.ProveCommand is not null,
        settings.Address,
        $"a {kind} target has a command");

    /// <summary>Of the user's making, whatever it reads.</summary>
    private static bool IsOwn(TargetKind kind) => kind is TargetKind.Command or TargetKind.Script;

    private static FileLayout LayoutOf(TargetKind kind) => kind switch
    {
        TargetKind.JavaKeystore => FileLayout.Pfx,
        TargetKind.Kubernetes => FileLayout.SecretManifest,
        _ => FileLayout.Pem,
    };
}
