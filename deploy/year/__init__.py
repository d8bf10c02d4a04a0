"""The article's year: what the district did from September 2013 to April 2016, chapter by chapter over HTTP.

A scene is a function that plays one step on the stage it is given; `play` has their order, `facts` what the article
says of them. Whoever and whatever the article does not name is invented, and called 示例.
"""
