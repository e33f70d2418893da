using Mim.Core.Identities;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Names of authorities of SSH.</summary>
public sealed class SshAuthorityNameCompleter() : KindNameCompleter(IdentityKind.SshAuthority);
