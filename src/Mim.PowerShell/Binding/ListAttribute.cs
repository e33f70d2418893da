using System.Collections;
using System.Management.Automation;

namespace Mim.PowerShell.Binding;

/// <summary>Lets a list parameter take one text with the items separated by semicolon or comma, as a CSV column holds them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListAttribute : ArgumentTransformationAttribute
{
    private static readonly char[] Separators = [';', ','];

    /// <summary>Whether an item may be a distinguished name, whose commas are its own.</summary>
    public bool TakesDistinguishedNames { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => Array.Empty<string>(),
            string text => Split(text),
            IEnumerable items => items.Cast<object?>().Select(TextOf).ToArray(),
            _ => inputData,
        };
    }

    private string[] Split(string text) =>
        text.Split(
            TakesDistinguishedNames && text.Contains('=', StringComparison.Ordinal) ? [';'] : Separators,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string TextOf(object? item) => LanguagePrimitives.ConvertTo<string>(item);
}
