using System.Management.Automation;

using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Binding;

/// <summary>Makes of what a cmdlet was told the host that is meant.</summary>
internal static class HostParameters
{
    /// <summary>The host that was said; null for this machine.</summary>
    /// <param name="said">How it is reached.</param>
    /// <param name="name">Host name, address, or alias of the client's configuration; null for this machine.</param>
    /// <param name="files">Where its files are.</param>
    /// <param name="session">Knows what is logged in with; opened only for that.</param>
    /// <param name="cancellationToken">Ends looking for it.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityNotFound"/>: nothing to log in with has that name.</exception>
    public static TargetHost? HostOf(
        IHostParameters said, string? name, FileLocator files, Func<MimSession> session, CancellationToken cancellationToken) => name is null ? null : new TargetHost(name)
    {
        Port = said.Port,
        User = said.User,
        IdentityFile = said.IdentityFile is null ? null : files.Existing(said.IdentityFile),
        LogInWith = string.IsNullOrWhiteSpace(said.LogInWith) ? null : Found(said.LogInWith, session(), cancellationToken),
        KnownHostsFile = said.KnownHostsFile is null ? null : files.Existing(said.KnownHostsFile),
        JumpHost = string.IsNullOrWhiteSpace(said.JumpHost) ? null : said.JumpHost,
        UseSudo = said.Sudo,
    };

    // A key brings its certificate along, so it counts for more than one of the same name; both need no other build than this.
    private static HostLogIn Found(string name, MimSession session, CancellationToken cancellationToken) =>
        session.Identities.Find(new IdentityQuery { Names = [WildcardPattern.Escape(name)], Kinds = LogInNameCompleter.Kinds }, cancellationToken)
            .OrderBy(identity => LogInNameCompleter.Kinds.IndexOf(identity.Kind))
            .Select(identity => new HostLogIn(identity.Id, identity.Name))
            .FirstOrDefault()
        ?? throw new MimException(MimErrorCause.IdentityNotFound, $"There is no key, certificate or secret '{name}' to log in with.", name);
}
