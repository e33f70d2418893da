using System.Globalization;
using System.Management.Automation;

using Mim.Core;

namespace Mim.PowerShell.Binding;

/// <summary>Lets a span parameter take <c>30d</c>, <c>12h</c>, <c>90m</c>, <c>45s</c>, <c>2w</c>, a number of days or a TimeSpan.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SpanAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null or "" => null,
            TimeSpan span => span,
            string text when SpanText.TryParse(text, out var span) => span,

            // On a command line 45s is a short and 30d a decimal, but what was typed is still known.
            short or decimal when SpanText.TryParse(LanguagePrimitives.ConvertTo<string>(inputData), out var typed) => typed,
            sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal
                when SpanText.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture)!, out var days) => days,
            _ => throw new ArgumentTransformationMetadataException(
                $"'{value}' is not a time span. Write for example 30d, 12h, 90m, 45s or 2w; a bare number means days."),
        };
    }
}
