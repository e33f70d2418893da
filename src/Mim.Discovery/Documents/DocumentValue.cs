namespace Mim.Discovery.Documents;

/// <summary>One text in a structured document.</summary>
/// <param name="Parent">Names and positions that lead to the mapping it is in: <c>items.0.data</c>; the document's number first.</param>
/// <param name="Name">Its own name there.</param>
/// <param name="Text">Without quotes and escapes.</param>
internal sealed record DocumentValue(string Parent, string Name, string Text);
