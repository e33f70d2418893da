using Mim.Core.Identities;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Names of authorities of tokens.</summary>
public sealed class TokenAuthorityNameCompleter() : KindNameCompleter(IdentityKind.TokenAuthority);
