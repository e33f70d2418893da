using System.Management.Automation;

using Mim.Core;

namespace Mim.PowerShell.Binding;

/// <summary>Lets a time parameter take a date, or a span such as <c>30d</c> that counts back from now.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PastTimeAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            TimeSpan span => Before(span),

            // On a command line 45s is a short and 30d a decimal, but what was typed is still known.
            string or short or decimal when SpanText.TryParse(LanguagePrimitives.ConvertTo<string>(inputData), out var span) => Before(span),
            var other => other,
        };

    private static DateTimeOffset Before(TimeSpan span) => TimeProvider.System.GetUtcNow() - span;
}
