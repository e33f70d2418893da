using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Identities;
using Mim.Core.Issuing;

namespace Mim.Core.Delivery;

/// <summary>What a target may say. Pure.</summary>
internal static class TargetRules
{
    private const int AllBits = 0x1FF;

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the setting.</exception>
    public static void Enforce(NewTarget wanted)
    {
        Require(
            wanted.Settings.GetType() == wanted.Kind.SettingsType(),
            wanted.Settings.Address,
            $"{wanted.Settings.GetType().Name} is not what a {wanted.Kind} target is set by");
        wanted.Window?.Validate();
        wanted.Settings.Host?.Validate();
        if (wanted.Settings.FileSettings is { } file)
        {
            RequireFull(wanted.Settings, file.Paths);
            Enforce(file, wanted.Password is not null);
        }

        Require(wanted.Kind != TargetKind.JavaKeystore || wanted.Password is not null, wanted.Settings.Address, "a Java keystore has a password");
        if (wanted.Settings is ServiceTargetSettings service)
        {
            ServiceRules.Enforce(wanted.Kind, service);
        }

        SshTargetRules.Enforce(wanted.Kind, wanted.Settings);
        WindowsTargetRules.Enforce(wanted.Kind, wanted.Settings);
        if (wanted.Settings is AccountSettings account)
        {
            AccountRules.Enforce(account);
        }

        if (wanted.Settings is OAuthClientSettings client)
        {
            OAuthRules.Enforce(client);
        }
    }

    /// <summary>Two identities cannot have one file or binding: each rotation of one would take the other's place.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the other identity.</exception>
    public static void RequireFree(NewTarget wanted, IEnumerable<Target> targets)
    {
        var paths = Paths(wanted.Settings).ToHashSet(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        var place = wanted.Settings.Host?.ToString();
        var others = targets.Where(target => target.IdentityId != wanted.IdentityId && target.Settings.Host?.ToString() == place);
        foreach (var other in others.Where(target => place is not null || IsTogether(target.Settings, wanted.Settings)))
        {
            var taken = Paths(other.Settings).FirstOrDefault(paths.Contains);
            Require(taken is null, taken, $"'{taken}' belongs to a target of '{other.Identity}' already");
            Require(
                wanted.Settings is not AccountSettings account || other.Settings is not AccountSettings held || !AccountRules.Overlap(account, held),
                wanted.Settings.Address,
                $"'{other.Address}' belongs to '{other.Identity}' already");
            Require(
                wanted.Settings is not OAuthClientSettings { ClientEndpoint: { } endpoint } || (other.Settings as OAuthClientSettings)?.ClientEndpoint != endpoint,
                wanted.Settings.Address,
                $"'{other.Address}' belongs to '{other.Identity}' already");
        }
    }

    /// <summary>An authority's certificate is handed to those who are to trust it, and nothing else is; its key stays.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidArgument"/>, naming what fits.
    /// </exception>
    public static void RequireFitting(NewTarget wanted, MachineIdentity identity, AuthorityRecord? authority)
    {
        var layout = wanted.Settings.FileSettings?.Layout;
        var isSecret = identity.Kind is IdentityKind.Secret or IdentityKind.ServiceAccount or IdentityKind.OAuthClient;
        Require(
            layout == FileLayout.SecretManifest || isSecret == (layout == FileLayout.Template),
            identity.Name,
            isSecret ? $"'{identity.Name}' is a secret, which goes into a template or a Secret of Kubernetes"
                : $"'{identity.Name}' is a {identity.Kind}, and a template has places for secrets only");
        if (isSecret)
        {
            return;
        }

        var isBundle = layout?.IsTrustBundle() == true;
        Require(
            isBundle == (identity.Kind == IdentityKind.CertificateAuthority),
            identity.Name,
            isBundle ? $"'{identity.Name}' is no authority, and trust bundles are of authorities"
                : $"'{identity.Name}' is an authority: only its trust bundle is delivered, in the format {FileLayout.TrustBundle}, "
                    + $"{FileLayout.PfxTrustBundle} or {FileLayout.JksTrustBundle}");
        Require(!isBundle || authority is { ParentId: null }, identity.Name, $"a trust bundle holds roots, and '{identity.Name}' is none");
    }

    /// <summary>Several targets of one identity are one transaction, which one machine carries out.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the other machine.</exception>
    public static void RequireOneMachine(NewTarget wanted, IEnumerable<Target> own)
    {
        var other = own.FirstOrDefault(target => !IsTogether(target.Settings, wanted.Settings));
        Require(
            other is null,
            wanted.Settings.Address,
            $"'{other?.Identity}' is installed on {other?.Settings.Machine} already; on {wanted.Settings.Machine} have an identity of its own");
    }

    /// <summary>Worked on by the same machine, as far as anybody knows.</summary>
    private static bool IsTogether(TargetSettings one, TargetSettings other) =>
        one.Machine is null || other.Machine is null || one.Machine.Equals(other.Machine, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is full depends on the machine that a path is of; other hosts are Unix ones.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the path.</exception>
    internal static void RequireFull(TargetSettings settings, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            Require(settings.Host is null ? Path.IsPathFullyQualified(path) : path is ['/', ..], path, $"'{path}' must be a full path");
        }
    }

    private static void Enforce(FileTargetSettings file, bool hasPassword)
    {
        Require(file.Mode is null or (>= 0 and <= AllBits), file.Path, $"mode {Convert.ToString(file.Mode ?? 0, 8)} must lie between 000 and 777");
        Require(
            file.Layout == FileLayout.Pem || file is { KeyPath: null, ChainPath: null },
            file.Path,
            $"a {file.Layout} target has one file: no key path, no chain path");
        Require(
            file.Layout is not (FileLayout.Pem or FileLayout.TrustBundle or FileLayout.Template) || file.Alias is null,
            file.Path,
            "nothing in such a file has a name");
        Require(file.Layout == FileLayout.Template == file.Template is not null, file.Path, "a template has a text, and nothing else has one");
        if (file.Template is { } template)
        {
            _ = TemplateText.Parse(template);
        }

        Require(file.Layout == FileLayout.SecretManifest || file.Namespace is null, file.Path, "only a manifest has a namespace");
        Require(
            file.Layout == FileLayout.Pfx || file.Layout.IsTruststore() || !hasPassword,
            file.Path,
            "only a PFX target and a truststore have a password");
        Require(!file.Layout.IsTruststore() || hasPassword, file.Path, "a truststore has a password");
        Require(
            file.ChainPath is null || (file.ChainPath != file.Path && file.ChainPath != file.KeyPath),
            file.ChainPath,
            "the chain needs a file of its own");
    }

    private static IEnumerable<string> Paths(TargetSettings settings) =>
        settings is WindowsTargetSettings { Binding: { } binding } ? [binding] : settings.FileSettings?.Paths ?? [];

    internal static void Require([DoesNotReturnIf(false)] bool holds, string? subject, string rule)
    {
        if (!holds)
        {
            throw new MimException(MimErrorCause.InvalidArgument, string.Create(CultureInfo.InvariantCulture, $"The target is not valid: {rule}."), subject);
        }
    }
}
