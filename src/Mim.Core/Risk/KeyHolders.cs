namespace Mim.Core.Risk;

/// <summary>Names of many for one line of text.</summary>
internal static class KeyHolders
{
    private const int Named = 3;

    public static string Text(IReadOnlyList<string> names)
    {
        var text = string.Join(", ", names.Take(Named).Select(name => $"'{name}'"));
        return names.Count > Named ? $"{text} and {names.Count - Named} more" : text;
    }
}
