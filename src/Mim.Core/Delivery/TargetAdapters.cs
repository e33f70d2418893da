using System.Collections.Concurrent;
using Mim.Core.Accounts;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Core.Delivery;

/// <summary>The adapter of each kind of target, for the targets that one machine works on.</summary>
/// <param name="local">One of each kind, for those on this machine.</param>
/// <param name="remote">Makes those for another host.</param>
/// <param name="known">The hosts to trust.</param>
/// <param name="credentials">What they are logged in to with.</param>
/// <param name="here">This machine's name.</param>
/// <param name="scripts">Where scripts of accounts run.</param>
internal sealed class TargetAdapters(
    IEnumerable<ITargetAdapter> local, RemoteParts remote, KnownHostKeys known, LogInCredentials credentials, string here, ScriptSession scripts)
{
    private readonly Dictionary<TargetKind, ITargetAdapter> _local = ByKind(local);
    private readonly ConcurrentDictionary<SshDestination, Dictionary<TargetKind, ITargetAdapter>> _remote = new();

    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.Unsupported"/>; <see cref="MimErrorCause.WrongState"/>: it is on another machine.
    /// </exception>
    public ITargetAdapter For(Target target)
    {
        target.RequireHere(here);
        return For(target.Kind, target.Settings);
    }

    /// <summary>Refuses before anything begins what cannot be worked on from here.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.WrongState"/>: it is on another machine; <see cref="MimErrorCause.Unsupported"/>: it needs a session of
    /// PowerShell, and there is none.
    /// </exception>
    public void RequireReach(Target target)
    {
        target.RequireHere(here);
        if (target.Settings is AccountSettings { System: AccountSystem.Script } && scripts.RunAccount is null)
        {
            throw new MimException(
                MimErrorCause.Unsupported,
                $"'{target.Identity}' is rotated by scripts, which run in a session of PowerShell: work on it there, with Invoke-MachineIdentityRotation.",
                target.Identity);
        }
    }

    /// <summary>The adapter for accounts that are no target yet.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>.</exception>
    public ITargetAdapter For(AccountSettings settings) => For(TargetKind.Account, settings);

    /// <summary>Refuses beforehand what this machine can never install: what is of Windows is added on Windows.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>.</exception>
    public void RequireHere(NewTarget wanted)
    {
        if (wanted.Kind.IsOfWindows() && !_local.ContainsKey(wanted.Kind))
        {
            throw new MimException(
                MimErrorCause.Unsupported,
                $"{wanted.Kind} targets are of Windows, which this machine does not run: add it there.",
                wanted.Settings.Address);
        }
    }

    /// <summary>Refuses beforehand accounts that another sort of machine keeps.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>.</exception>
    public void RequireHere(AccountSettings settings)
    {
        if (settings is { Host: null, System: var system } && system.IsOfMachine() && !(For(settings) is ILogsInToAccounts adapter && adapter.Knows(system)))
        {
            throw new MimException(
                MimErrorCause.Unsupported,
                $"Accounts of {system} are kept by such machines themselves, and this is none: register '{settings.Accounts[0]}' there.",
                settings.Accounts[0]);
        }
    }

    /// <summary>Whether a host can be logged in to by what was said.</summary>
    /// <exception cref="MimException">
    /// As of <see cref="LogInCredentials.Of"/>; <see cref="MimErrorCause.Unsupported"/>: this build logs in with no passwords.
    /// </exception>
    public void RequireLogIn(TargetHost host)
    {
        if (host.LogInWith is { } identity && credentials.Of(identity) is SshPasswordCredential password && remote.Transport is not ILogsInWithPasswords)
        {
            throw password.Unsupported(host.Name);
        }
    }

    private ITargetAdapter For(TargetKind kind, TargetSettings settings) => Of(settings.Host).TryGetValue(kind, out var adapter)
        ? adapter
        : throw new MimException(
            MimErrorCause.Unsupported, $"{kind} targets are not supported {(settings.Host is null ? "here" : "on other hosts")}.", settings.Address);

    // Which keys a host may show, and what it is logged in to with, can change between two looks; then it is another destination.
    private Dictionary<TargetKind, ITargetAdapter> Of(TargetHost? host)
    {
        if (host is null)
        {
            return _local;
        }

        var destination = host.Destination;
        destination = destination.KnownHostsFile is null
            ? destination with { KnownHosts = known.Of(destination, CancellationToken.None) }
            : destination;
        if (host.LogInWith is { } identity)
        {
            var credential = credentials.Of(identity);
            destination = destination with { Credential = credential, User = destination.User ?? (credential as SshPasswordCredential)?.User };
        }

        return _remote.GetOrAdd(destination, made => ByKind(remote.Targets(made)));
    }

    private static Dictionary<TargetKind, ITargetAdapter> ByKind(IEnumerable<ITargetAdapter> adapters) => adapters.ToDictionary(adapter => adapter.Kind);
}
