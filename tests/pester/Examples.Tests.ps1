# Every example of every page of docs/cmdlets runs, in its order, in a store of its own.

BeforeDiscovery {
    $pages = Get-ChildItem "$PSScriptRoot/../../docs/cmdlets/*-*.md" | ForEach-Object {
        $examples = ((Get-Content $_ -Raw) -split '(?m)^## ')[1..99] | Where-Object { $_ -match '^Examples' }
        @{
            Cmdlet   = $_.BaseName
            Examples = @([regex]::Matches($examples, '(?ms)^### (?<title>[^\n]+)\n.*?^```powershell\n(?<code>.*?)^```') | ForEach-Object {
                @{ Title = $_.Groups['title'].Value; Code = $_.Groups['code'].Value }
            })
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/MimTest.psm1" -Force
    Import-Module "$PSScriptRoot/ExampleStore.psm1" -Force
    $folder = Join-Path ([IO.Path]::GetTempPath()) "mim-examples-$([guid]::NewGuid().ToString('N'))"
}

AfterAll {
    Remove-Item $folder, "$folder.first" -Recurse -Force
}

Describe 'Examples of <Cmdlet>' -ForEach $pages {
    BeforeAll {
        Reset-ExampleStore $folder
        Push-Location $folder
    }

    AfterAll {
        Pop-Location
        Disconnect-MachineIdentityStore
        $env:MIM_STORE = $null
    }

    It '<Title>' -ForEach $Examples {
        # The examples ask for secrets as a person would answer.
        function Read-Host { param($Prompt, [switch] $AsSecureString) ConvertTo-TestSecret 'correct horse battery' }

        $ConfirmPreference = 'None'
        $trouble = & { . ([scriptblock]::Create($Code)) } 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
        $trouble | Should -BeNullOrEmpty
    }
}
