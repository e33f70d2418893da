using System.Management.Automation;
using System.Security;

using Mim.Core;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>What the parameters of a cmdlet say about a value: that itself, or how to generate it.</summary>
/// <param name="Secret">The value.</param>
/// <param name="Credential">The value with its user name.</param>
/// <param name="Length">Characters to generate.</param>
/// <param name="Characters">Classes to generate of.</param>
/// <param name="IsUnambiguous">Whether to leave out what people confuse.</param>
internal sealed record SecretInput(
    SecureString? Secret, PSCredential? Credential, int? Length, SecretCharacters[] Characters, bool IsUnambiguous)
{
    public string? UserName => Credential?.UserName;

    /// <summary>Null when nothing was said.</summary>
    public SecretRecipe? Recipe => Length is null && Characters.Length == 0 && !IsUnambiguous ? null : new SecretRecipe
    {
        Length = Length ?? new SecretRecipe().Length,
        Characters = Characters.Length == 0 ? new SecretRecipe().Characters : Characters.Aggregate((all, one) => all | one),
        IsUnambiguous = IsUnambiguous,
    };

    /// <summary>In UTF-8, for the caller to dispose; null when it is to be generated.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: two values.</exception>
    public KeyMaterial? Value() => Secret is not null && Credential is not null
        ? throw new MimException(MimErrorCause.InvalidArgument, "There are two values: give -Secret or -Credential.")
        : Secrets.Utf8OrNull(Secret ?? Credential?.Password);

    public override string ToString() => nameof(SecretInput);
}
