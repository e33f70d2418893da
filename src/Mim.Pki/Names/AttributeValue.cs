namespace Mim.Pki.Names;

/// <summary>One attribute of a name as text has it.</summary>
/// <param name="Oid">Its type.</param>
/// <param name="Text">Its value, unescaped; null when it was given as DER.</param>
/// <param name="Der">Its value in DER; null when it was given as text.</param>
internal readonly record struct AttributeValue(string Oid, string? Text, byte[]? Der);
