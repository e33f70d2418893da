namespace Mim.Core.Vault;

/// <summary>A hand-off that is wanted.</summary>
/// <param name="Secret">What is handed off.</param>
/// <param name="Lifetime">How long it waits to be received.</param>
/// <param name="Form">In which form the token leaves, for the record: for example <c>SecureString</c>.</param>
public sealed record NewHandOff(SecretQuestion Secret, TimeSpan Lifetime, string Form);
